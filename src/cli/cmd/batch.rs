use super::{outline_source, pins, read_outline};
use crate::batch::{
    Batch, Certificate, Certify, Issued, Order, Part, Proof, Row, Set, merge, read_list, sets,
    verify,
};
use crate::cli::args;
use crate::cli::desk::Desk;
use crate::cli::progress::Progress;
use crate::compose::{Library, Wishes};
use crate::diag::{Diagnostic, Faults, Lang, Message, Result, Source, both};
use crate::draft::Pace;
use crate::world::{Folder, LARGEST_FILE, Shelf, World};
use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

/// `nigao batch`
pub(super) fn run(args: &args::Batch, desk: &mut Desk<'_>) -> Result<u8> {
    let threads = args.jobs.map_or(0, |jobs| jobs as usize);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| {
            let reason = error.to_string();
            Diagnostic::error(
                "batch.threads",
                both!("开不了线程：{reason}", "cannot start threads: {reason}"),
            )
        })?;
    if let Some(folder) = &args.verify {
        return held_against(folder, &pool, desk);
    }
    if let (false, Some(output)) = (args.merge.is_empty(), &args.output) {
        let folder = hold(output, desk)?;
        let world = desk.world;
        let against = issued(&args.against, world)?;
        let into = (&*folder, output.as_path());
        let (drafts, proof) =
            pool.install(|| merge(world, &args.merge, &against, into, args.resume))?;
        remark(drafts, proof.as_ref().map(Proof::certificate), desk);
        return Ok(0);
    }
    make(args, &pool, desk)
}

fn make(args: &args::Batch, pool: &rayon::ThreadPool, desk: &mut Desk<'_>) -> Result<u8> {
    let sources = args
        .outlines
        .iter()
        .map(|path| outline_source(desk, path))
        .collect::<Result<Vec<_>>>()?;
    // A fault of an outline is its own, whatever a list sets in it.
    for path in &args.outlines {
        read_outline(desk, path, &[])?;
    }
    let rows = match &args.localities {
        Some(path) => rows(path, desk)?,
        None => Vec::new(),
    };
    let sets = sets(&sources, &rows)?;
    let n = args.number.unwrap_or(1);
    let certify = args.certify.unwrap_or_else(|| Certify::of(n));
    let order = Order {
        n,
        seed: args.seed,
        format: args.format,
        layout: args.layout.clone(),
        max_overlap: args.max_overlap,
        certify,
        // One draft each for several places is compared from place to place, for there is nothing else.
        across: args.across || n == 1 && sets.len() > 1,
        shard: args.shard,
    };
    let wishes = Wishes {
        length: args.length,
        date: args.date,
        locality: args.locality.clone(),
        pace: Pace(args.pace),
        pins: pins(&args.pin),
        redraws: Vec::new(),
    };
    let (world, project) = (desk.world, desk.project.clone());
    let library = |set: &Set| {
        let place = set.locality.as_deref().or(wishes.locality.as_deref());
        Library::load(Shelf::new(world, &project))?.at(Some(&set.outline), place)
    };
    let streams = args.output.as_deref() == Some(Path::new("-"));
    if streams && !order.format.is_text() {
        let name = order.format.name();
        return Err(Diagnostic::error(
            "batch.stream",
            both!(
                "`{name}` 不是文本，不能一行一篇地输出",
                "`{name}` is no text, and cannot be streamed as lines"
            ),
        )
        .help(both!(
            "用 -o 写进文件夹，或换 text、markdown、html、json",
            "name a folder with -o, or take text, markdown, html or json"
        ))
        .into());
    }
    let proves = order.certify != Certify::None
        && order.shard.is_none()
        && (!streams || order.max_overlap.is_some());
    if !proves {
        nothing_to_prove(args, &order, streams)?;
    }
    let drafts = order.shard.map_or(n * sets.len() as u64, |shard| {
        let range = shard.range(n * sets.len() as u64);
        range.end - range.start
    });
    let compared = order.certify.numbers(n).len() as u64 * sets.len() as u64;
    let progress = Progress::new(
        drafts + if proves { compared } else { 0 },
        desk.lang,
        desk.quiet,
    );
    let batch = Batch {
        sets: &sets,
        order: &order,
        wishes: &wishes,
        library: &library,
        done: &|more| progress.done(more),
    };
    let against = issued(&args.against, world)?;
    let folder = match args.output.as_deref() {
        Some(path) if !streams => {
            let folder = hold(path, desk)?;
            batch.fits(&*folder, path, args.resume)?;
            Some((folder, path))
        }
        _ => None,
    };
    let proof = if proves {
        Some(pool.install(|| batch.prove(&against))?)
    } else {
        None
    };
    match folder {
        Some((folder, path)) => pool.install(|| batch.write(&*folder, path, proof.as_ref()))?,
        None => stream(&batch, pool, desk)?,
    }
    progress.finish();
    if !streams {
        remark(drafts, proof.as_ref().map(Proof::certificate), desk);
    }
    Ok(0)
}

/// Refuses what is asked of a comparison that is not made. A shard in a folder keeps its bound for the day it is merged.
fn nothing_to_prove(args: &args::Batch, order: &Order, streams: bool) -> Result<()> {
    let (option, zh, en) = if !args.against.is_empty() {
        let zh = "--against 要两两比较：不能和 --shard、--certify none 一起用；用 -o - 时要有 --max-overlap；各份合起来时加在 --merge 后面";
        let en = "--against needs a comparison: it does not go with --shard or --certify none, with -o - it needs --max-overlap, and shards are compared when they are merged";
        ("--against", zh, en)
    } else if order.max_overlap.is_some() && (streams || order.certify == Certify::None) {
        let zh = "--max-overlap 要靠两两比较来证明：不能和 --certify none 一起用，也不能和 --shard … -o - 一起用";
        let en = "--max-overlap is proved by comparing: it does not go with --certify none, nor with --shard … -o -";
        ("--max-overlap", zh, en)
    } else {
        return Ok(());
    };
    Err(
        Diagnostic::error("batch.nothing-to-prove", Message::new(zh, en))
            .help(both!(
                "去掉 {option}，或去掉其余的",
                "leave out {option}, or the others"
            ))
            .into(),
    )
}

/// The batches that were issued earlier.
fn issued<'w>(folders: &'w [PathBuf], world: &'w dyn World) -> Result<Vec<Issued<'w>>> {
    folders
        .iter()
        .map(|folder| Issued::open(world, folder))
        .collect()
}

/// Streams the drafts to stdout, until its reader has gone.
fn stream(batch: &Batch<'_>, pool: &rayon::ThreadPool, desk: &mut Desk<'_>) -> Result<()> {
    let (send, lines) = std::sync::mpsc::sync_channel::<Vec<u8>>(4);
    std::thread::scope(|scope| {
        let made = scope.spawn(|| {
            let send = send;
            pool.install(|| {
                batch.stream(&mut |lines| {
                    send.send(lines).map_err(|_| {
                        Diagnostic::error("cli.stdout", both!("没有人读", "nobody reads")).into()
                    })
                })
            })
        });
        let mut written = Ok(true);
        for lines in &lines {
            written = desk.print_bytes(&lines);
            if !matches!(written, Ok(true)) {
                break;
            }
        }
        drop(lines);
        let made = made
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        match written {
            Ok(true) => made,
            Ok(false) => Ok(()),
            Err(faults) => Err(faults),
        }
    })
}

fn rows(path: &Path, desk: &mut Desk<'_>) -> Result<Vec<Row>> {
    let name = path.display().to_string();
    let cannot = |reason: String| {
        Diagnostic::error(
            "list.read",
            both!(
                "读不了 `{name}`：{reason}",
                "cannot read `{name}`: {reason}"
            ),
        )
        .at(Source::new(&name, "").start())
        .help(both!(
            "检查路径和权限",
            "check the path and its permissions"
        ))
    };
    match desk.world.size(path) {
        Ok(size) if size > LARGEST_FILE => return Err(cannot("> 4 MB".to_owned()).into()),
        Ok(_) => {}
        Err(error) => return Err(cannot(error.to_string()).into()),
    }
    let bytes = desk.world.read(path).map_err(|e| cannot(e.to_string()))?;
    let (rows, warning) = read_list(&name, &bytes)?;
    desk.warn(warning.as_slice());
    Ok(rows)
}

fn hold(path: &Path, desk: &Desk<'_>) -> Result<Box<dyn Folder>> {
    desk.world.hold(path).map_err(|error| {
        let name = path.display().to_string();
        let at = Source::new(&name, "").start();
        let fault = if error.kind() == io::ErrorKind::WouldBlock {
            Diagnostic::error(
                "batch.held",
                both!(
                    "另一个程序正在往 `{name}` 里写",
                    "another run is writing into `{name}`"
                ),
            )
            .help(both!(
                "等它写完，或换一个文件夹",
                "wait until it is done, or name another folder"
            ))
        } else if desk.world.size(path).is_ok() {
            Diagnostic::error(
                "batch.folder",
                both!(
                    "`{name}` 是一个文件，不是文件夹",
                    "`{name}` is a file, not a folder"
                ),
            )
            .help(both!("换一个名字", "choose another name"))
        } else {
            let reason = error.to_string();
            Diagnostic::error(
                "batch.folder",
                both!(
                    "写不了文件夹 `{name}`：{reason}",
                    "cannot write into `{name}`: {reason}"
                ),
            )
            .help(both!(
                "检查路径和权限",
                "check the path and its permissions"
            ))
        };
        fault.at(at).into()
    })
}

fn held_against(folder: &Path, pool: &rayon::ThreadPool, desk: &mut Desk<'_>) -> Result<u8> {
    let world = desk.world;
    let found = pool.install(|| verify(world, folder))?;
    if !found.is_empty() {
        desk.complain(&Faults(found));
        return Ok(1);
    }
    let certificate = world.read(&folder.join("certificate.json"));
    let certificate = certificate.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let (zh, en) = match certificate {
        Err(_) => (
            "散列值都相符；这里没有证书",
            "every hash holds; there is no certificate",
        ),
        Ok(text) if text.contains("\"against\"") => (
            "散列值和证书都相符；和以前发出的几批没有重新比较",
            "every hash and the certificate hold; those issued earlier were not compared again",
        ),
        Ok(_) => ("散列值和证书都相符", "every hash and the certificate hold"),
    };
    desk.remark(zh, en);
    Ok(0)
}

/// The one line after a batch.
fn remark(drafts: u64, certificate: Option<&Certificate>, desk: &mut Desk<'_>) {
    let plural = if drafts == 1 { "" } else { "s" };
    let Some(certificate) = certificate else {
        desk.remark(
            &format!("{drafts} 篇，没有比较"),
            &format!("{drafts} draft{plural}, not compared"),
        );
        return;
    };
    let mut zh = format!("{drafts} 篇");
    let mut en = format!("{drafts} draft{plural}");
    let all = &certificate.all;
    let across = certificate.across.as_ref().map(|across| &across.part);
    if all.pairs > 0 {
        let least = all.lower_bound * 100.0;
        let _ = write!(
            zh,
            "；{}（这些语料平均不会低于 {least:.1}%）",
            compared(all, Lang::Chinese)
        );
        let _ = write!(
            en,
            "; {} (with these phrases not less than {least:.1}%)",
            compared(all, Lang::English)
        );
    } else if across.is_none() {
        zh.push_str("；每份提纲在每个地方只有一篇，没有可比的；--across 比较不同地方的稿子");
        en.push_str("; one of each outline at each place, so none to compare; --across compares those of different places");
    }
    if let Some(across) = across {
        let _ = write!(
            zh,
            "；不同提纲、不同地方之间{}",
            compared(across, Lang::Chinese)
        );
        let _ = write!(
            en,
            "; across outlines and places {}",
            compared(across, Lang::English)
        );
    }
    for against in &certificate.against {
        let _ = write!(
            zh,
            "；和以前发出的{}",
            compared(&against.part, Lang::Chinese)
        );
        let _ = write!(
            en,
            "; with those issued earlier {}",
            compared(&against.part, Lang::English)
        );
    }
    desk.remark(&zh, &en);
}

/// How much some pairs overlap.
fn compared(part: &Part, lang: Lang) -> String {
    let pairs = part.pairs;
    let [max, mean, own_max, own_mean] = [
        part.overlap.max,
        part.overlap.mean,
        part.generated.overlap.max,
        part.generated.overlap.mean,
    ]
    .map(|share| share * 100.0);
    match lang {
        Lang::Chinese => format!(
            "比较 {pairs} 对，最多重合 {max:.1}%，平均 {mean:.1}%，除去提纲自有内容是 {own_max:.1}% 和 {own_mean:.1}%"
        ),
        Lang::English => {
            let pair = if pairs == 1 { "pair" } else { "pairs" };
            format!(
                "{pairs} {pair} compared: overlap {max:.1}% at most, {mean:.1}% on average, without what the outline gave {own_max:.1}% and {own_mean:.1}%"
            )
        }
    }
}

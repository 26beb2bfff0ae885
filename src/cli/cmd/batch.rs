use super::{outline_source, pins, read_outline};
use crate::batch::{
    Batch, Certificate, Certify, Issued, Order, Proof, Row, Set, merge, read_list, sets, verify,
};
use crate::cli::args;
use crate::cli::desk::Desk;
use crate::cli::progress::Progress;
use crate::compose::{Library, Wishes};
use crate::diag::{Diagnostic, Faults, Result, Source, both};
use crate::draft::Pace;
use crate::world::{Folder, LARGEST_FILE, Shelf};
use std::io;
use std::path::Path;

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
        return pool
            .install(|| merge(world, &args.merge, &*folder, output))
            .map(|()| 0);
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
    let certify = match (args.shard, args.certify) {
        (_, Some(certify)) => certify,
        (_, None) => Certify::of(n),
    };
    let order = Order {
        n,
        seed: args.seed,
        format: args.format,
        max_overlap: args.max_overlap,
        certify,
        across: args.across,
        shard: args.shard,
    };
    if let (Some(_), Certify::None) = (order.max_overlap, order.certify) {
        return Err(Diagnostic::error(
            "batch.nothing-to-prove",
            both!(
                "--max-overlap 要靠比较来证明，不能和 --certify none 一起用",
                "--max-overlap is proved by comparing; it does not go with --certify none"
            ),
        )
        .help(both!("去掉其中一个", "leave one of them out"))
        .into());
    }
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
    let proves = order.certify != Certify::None
        && order.shard.is_none()
        && (!streams || order.max_overlap.is_some());
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
    let against = args
        .against
        .iter()
        .map(|folder| Issued::open(world, folder))
        .collect::<Result<Vec<_>>>()?;
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
        } else if path.is_file() {
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
    desk.remark("散列值和证书都相符", "every hash and the certificate hold");
    Ok(0)
}

/// The one line after a batch.
fn remark(drafts: u64, certificate: Option<&Certificate>, desk: &mut Desk<'_>) {
    let plural = if drafts == 1 { "" } else { "s" };
    let Some(certificate) = certificate.filter(|certificate| certificate.all.pairs > 0) else {
        desk.remark(
            &format!("{drafts} 篇，没有比较"),
            &format!("{drafts} draft{plural}, not compared"),
        );
        return;
    };
    let all = &certificate.all;
    let (pairs, max, mean) = (all.pairs, all.overlap.max * 100.0, all.overlap.mean * 100.0);
    let least = all.lower_bound * 100.0;
    let pair = if pairs == 1 { "pair" } else { "pairs" };
    let (gmax, gmean) = (
        all.generated.overlap.max * 100.0,
        all.generated.overlap.mean * 100.0,
    );
    desk.remark(
        &format!("{drafts} 篇；比较 {pairs} 对：最多重合 {max:.1}%，平均 {mean:.1}%（这些语料平均不会低于 {least:.1}%）；除去提纲自有内容，最多 {gmax:.1}%，平均 {gmean:.1}%"),
        &format!("{drafts} drafts; {pairs} {pair} compared: they overlap by {max:.1}% at most, {mean:.1}% on average (with these phrases not less than {least:.1}%); without what the outline gave {gmax:.1}% and {gmean:.1}%"),
    );
}

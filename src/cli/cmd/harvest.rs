use crate::cli::args;
use crate::cli::desk::Desk;
use crate::corpus::harvest::{Candidate, Kind, Options, Sources, Speech, append, harvest};
use crate::corpus::{Paper, not_secret, read};
use crate::diag::{Diagnostic, Faults, Result, Severity, Source, both};
use crate::phrase::RawDocument;
use crate::world::{LARGEST_FILE, read_text};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file that lists the documents, beside those of the bank.
const SOURCES: &str = "sources.yaml";

/// `nigao harvest`
pub(super) fn run(args: &args::Harvest, desk: &mut Desk<'_>) -> Result<u8> {
    let library = desk.library()?;
    let list = args
        .output
        .as_ref()
        .map(|bank| bank.with_file_name(SOURCES));
    let mut sources = Sources::read(&there(desk, list.as_deref())?)?;
    let found = read_all(&files(args, desk)?, &mut sources, desk)?;
    desk.warn(&found.told);
    let options = Options {
        most: args.most as usize,
        held: args.held,
        ..Options::new(&library.bank, &library.terms, library.table()?)
    };
    let harvest = harvest(&found.speeches, &options);
    let candidates = harvest.candidates;
    let before = there(desk, args.output.as_deref())?;
    let bank = append(&before, &candidates)?;
    let count = |text: &str| text.lines().filter(|l| l.starts_with("- id: ")).count();
    let added = count(&bank) - count(before.text());
    match (&args.output, list) {
        (Some(path), Some(list)) => {
            fits(path, &bank)?;
            desk.make_folder(path)?;
            desk.write(path, &bank, true)?;
            desk.write(&list, sources.with(&found.documents, &candidates), true)?;
        }
        _ => desk.print(&bank)?,
    }
    report(
        found.documents.len(),
        &candidates,
        (added, harvest.held),
        desk,
    );
    Ok(0)
}

/// Documents that were read.
#[derive(Default)]
struct Found {
    speeches: Vec<Speech>,
    /// Each as a list of documents has it.
    documents: Vec<RawDocument>,
    /// What is to be told of them, and of those that could not be read.
    told: Vec<Diagnostic>,
}

/// The files of the folders, and those named one by one, each with its path from the folder.
fn files(args: &args::Harvest, desk: &Desk<'_>) -> Result<Vec<(PathBuf, String)>> {
    let mut all = Vec::new();
    for path in &args.documents {
        match read::files(desk.world, path) {
            Ok(files) => all.extend(files.into_iter().map(|file| {
                let inside = file.strip_prefix(path).unwrap_or(&file);
                let name = inside.to_string_lossy().replace('\\', "/");
                (file, name)
            })),
            Err(_) if desk.world.size(path).is_ok() => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                all.push((path.clone(), name.into_owned()));
            }
            Err(faults) => return Err(faults),
        }
    }
    Ok(all)
}

/// Reads the files, many at a time; one that is no document is told of and left out, a secret one stops it all.
fn read_all(files: &[(PathBuf, String)], sources: &mut Sources, desk: &Desk<'_>) -> Result<Found> {
    let ids: Vec<String> = files.iter().map(|(_, file)| sources.id(file)).collect();
    let world = desk.world;
    let read: Vec<Result<(Speech, RawDocument, Vec<Diagnostic>)>> = files
        .par_iter()
        .zip(&ids)
        .map(|((path, file), id)| {
            let document = read::read(world, path)?;
            not_secret(&document.source)?;
            let paper = Paper::new(&document.source);
            let title = paper.title.as_ref().map(|t| paper.clean(t));
            let listed = RawDocument {
                id: id.clone(),
                title: title.unwrap_or_else(|| id.clone()),
                author: None,
                date: paper.date().map(|day| day.to_string()),
                file: file.clone(),
            };
            Ok((Speech::of(&paper, id), listed, document.notes))
        })
        .collect();
    let mut found = Found::default();
    let mut faults = Vec::new();
    for read in read {
        match read {
            Ok((speech, listed, notes)) => {
                found.speeches.push(speech);
                found.documents.push(listed);
                found.told.extend(notes);
            }
            Err(Faults(more)) => faults.extend(more),
        }
    }
    let is_secret = |fault: &Diagnostic| fault.code == "corpus.secret";
    if faults.iter().any(is_secret) {
        faults.retain(is_secret);
        return Err(Faults(faults));
    }
    if found.documents.is_empty() {
        Faults::unless_empty(faults)?;
        return Ok(found);
    }
    found
        .told
        .extend(faults.into_iter().map(|fault| Diagnostic {
            severity: Severity::Warning,
            ..fault
        }));
    Ok(found)
}

/// A file that is to be added to; nothing where there is none.
fn there(desk: &Desk<'_>, path: Option<&Path>) -> Result<Arc<Source>> {
    match path {
        Some(path) if desk.world.size(path).is_ok() => read_text(desk.world, path),
        Some(path) => Ok(Source::new(path.display().to_string(), "")),
        None => Ok(Source::new("", "")),
    }
}

/// Refuses a file of the bank that would be too large to be read again.
fn fits(path: &Path, bank: &str) -> Result<()> {
    if bank.len() as u64 <= LARGEST_FILE {
        return Ok(());
    }
    let (name, most) = (path.display().to_string(), LARGEST_FILE / 1024 / 1024);
    Err(Diagnostic::error(
        "harvest.too-large",
        both!(
            "`{name}` 会超过 {most} MB，读不回来",
            "`{name}` would have more than {most} MB and could not be read again"
        ),
    )
    .help(both!(
        "先把里面的候选看完，删去不要的；或者换一个文件，或者用 --most 少要几条",
        "look through its candidates first and delete those that are not wanted; or name another file, or ask for fewer with --most"
    ))
    .into())
}

fn report(
    papers: usize,
    candidates: &[Candidate],
    (added, held): (usize, usize),
    desk: &mut Desk<'_>,
) {
    let count = |kind: Kind| candidates.iter().filter(|c| c.kind == kind).count();
    let all = candidates.len();
    let [phrases, fixed, pairs, parallels, patterns] = [
        Kind::Phrase,
        Kind::Fixed,
        Kind::Pair,
        Kind::Parallel,
        Kind::Pattern,
    ]
    .map(count);
    let local = candidates.iter().filter(|c| c.local).count();
    desk.remark(
        &format!(
            "{papers} 篇材料，{all} 条候选：短语 {phrases}、固定提法 {fixed}、动宾 {pairs}、排比 {parallels}、句式 {patterns}；{local} 条带地方印记；新加 {added} 条，语料库里已有的 {held} 条没有列出。写上角色，删去 status: candidate 那一行，才会用到"
        ),
        &format!(
            "{papers} documents, {all} candidates: phrases {phrases}, fixed expressions {fixed}, verbs with objects {pairs}, parallels {parallels}, patterns {patterns}; {local} of them local; {added} added, {held} that the bank holds already left out. None is drawn before it has a role and its `status: candidate` is deleted"
        ),
    );
}

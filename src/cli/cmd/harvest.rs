use crate::cli::args;
use crate::cli::desk::Desk;
use crate::corpus::harvest::{Candidate, Kind, Options, Speech, append, harvest};
use crate::corpus::{Paper, not_secret, read};
use crate::diag::{Diagnostic, Faults, Result, Source, both};
use crate::phrase::RawDocument;
use crate::world::{LARGEST_FILE, read_text};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file that lists the documents, beside those of the bank.
const SOURCES: &str = "sources.yaml";

/// `nigao harvest`
pub(super) fn run(args: &args::Harvest, desk: &mut Desk<'_>) -> Result<u8> {
    let library = desk.library()?;
    let found = files(args, desk)?;
    let (documents, skipped) = documents(&found, desk)?;
    desk.warn(&skipped);
    let speeches: Vec<Speech> = documents.iter().map(|d| d.speech.clone()).collect();
    let options = Options {
        most: args.most as usize,
        ..Options::new(&library.bank, &library.terms, library.table()?)
    };
    let candidates = harvest(&speeches, &options).candidates;
    match &args.output {
        None => {
            let all = append(&Source::new("", ""), &candidates)?;
            desk.print(&all)?;
        }
        Some(path) => {
            let bank = append(&there(desk, path)?, &candidates)?;
            fits(path, &bank)?;
            if let Some(folder) = path.parent() {
                // Where it cannot be made, the writing says so.
                let _ = desk.world.make_folder(folder);
            }
            desk.write(path, &bank, true)?;
            let sources = path.with_file_name(SOURCES);
            let listed = listed(&there(desk, &sources)?, &documents, &candidates)?;
            desk.write(&sources, &listed, true)?;
        }
    }
    report(&documents, &candidates, desk);
    Ok(0)
}

/// A document, ready for a harvest.
struct Document {
    speech: Speech,
    title: Option<String>,
    /// Its file, from the folder that was named.
    file: String,
}

/// The files of the folders, and those named one by one, each with its path from the folder.
fn files(args: &args::Harvest, desk: &Desk<'_>) -> Result<Vec<(PathBuf, String)>> {
    let mut all = Vec::new();
    for path in &args.documents {
        if desk.world.size(path).is_ok() && desk.world.read(path).is_ok() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            all.push((path.clone(), name.into_owned()));
            continue;
        }
        for file in read::files(desk.world, path)? {
            let inside = file.strip_prefix(path).unwrap_or(&file).to_owned();
            let name = inside.to_string_lossy().replace('\\', "/");
            all.push((file, name));
        }
    }
    Ok(all)
}

/// Reads the files, many at a time; one that is no document is told of and left out, a secret one stops it all.
fn documents(
    files: &[(PathBuf, String)],
    desk: &Desk<'_>,
) -> Result<(Vec<Document>, Vec<Diagnostic>)> {
    let ids = ids(files);
    let world = desk.world;
    let read: Vec<Result<Document>> = files
        .par_iter()
        .zip(&ids)
        .map(|((path, file), id)| {
            let document = read::read(world, path)?;
            not_secret(&document.source)?;
            let paper = Paper::new(&document.source);
            Ok(Document {
                speech: paper.speech(id),
                title: paper.title.as_ref().map(|t| paper.clean(t)),
                file: file.clone(),
            })
        })
        .collect();
    let mut documents = Vec::new();
    let mut skipped = Vec::new();
    for read in read {
        match read {
            Ok(document) => documents.push(document),
            Err(Faults(faults)) if faults.iter().any(|f| f.code == "corpus.secret") => {
                return Err(Faults(faults));
            }
            Err(Faults(faults)) => skipped.extend(faults.into_iter().map(as_warning)),
        }
    }
    if documents.is_empty() && !skipped.is_empty() {
        return Err(Faults(skipped));
    }
    Ok((documents, skipped))
}

fn as_warning(fault: Diagnostic) -> Diagnostic {
    Diagnostic {
        severity: crate::diag::Severity::Warning,
        ..fault
    }
}

/// A name for each document: that of its file without the ending, told apart by numbers.
fn ids(files: &[(PathBuf, String)]) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let name = |(_, file): &(PathBuf, String)| {
        let last = Path::new(file).file_stem().unwrap_or_default();
        let id = last.to_string_lossy().replace(char::is_whitespace, "_");
        let times = seen.entry(id.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            format!("{id}-{times}")
        } else {
            id
        }
    };
    files.iter().map(name).collect()
}

/// A file that is to be added to; nothing where there is none.
fn there(desk: &Desk<'_>, path: &Path) -> Result<Arc<Source>> {
    if desk.world.size(path).is_err() {
        return Ok(Source::new(path.display().to_string(), ""));
    }
    read_text(desk.world, path)
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

/// The list of documents, with those added that a candidate was taken from.
fn listed(
    existing: &Arc<Source>,
    documents: &[Document],
    candidates: &[Candidate],
) -> Result<String> {
    let text = existing.text();
    let there: Vec<RawDocument> = if text.trim().is_empty() {
        Vec::new()
    } else {
        crate::diag::parse_yaml(existing)?
    };
    let places = candidates.iter().flat_map(|c| &c.places);
    let used: BTreeSet<&str> = places.map(|p| p.doc.as_str()).collect();
    let mut out = text.to_owned();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    for document in documents {
        let id = &document.speech.name;
        if !used.contains(id.as_str()) || there.iter().any(|d| d.id == *id) {
            continue;
        }
        let quoted = |words: &str| serde_json::Value::from(words).to_string();
        let title = document.title.as_deref().unwrap_or(id);
        let _ = writeln!(out, "- id: {}\n  title: {}", quoted(id), quoted(title));
        if let Some(date) = document.speech.date {
            let _ = writeln!(out, "  date: {date}");
        }
        let _ = writeln!(out, "  file: {}", quoted(&document.file));
    }
    Ok(out)
}

fn report(documents: &[Document], candidates: &[Candidate], desk: &mut Desk<'_>) {
    let count = |kind: Kind| candidates.iter().filter(|c| c.kind == kind).count();
    let (all, papers) = (candidates.len(), documents.len());
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
            "{papers} 篇材料，{all} 条候选：短语 {phrases}、固定提法 {fixed}、动宾 {pairs}、排比 {parallels}、句式 {patterns}；{local} 条带地方印记。删去 status: candidate 那一行，或改成 approved，才会用到"
        ),
        &format!(
            "{papers} documents, {all} candidates: phrases {phrases}, fixed expressions {fixed}, verbs with objects {pairs}, parallels {parallels}, patterns {patterns}; {local} of them local. None is drawn before its `status: candidate` is deleted or made `approved`"
        ),
    );
}

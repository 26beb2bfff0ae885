use crate::cli::args;
use crate::cli::desk::Desk;
use crate::corpus::harvest::{Candidate, Kind, Options, Speech, append, harvest};
use crate::corpus::{Paper, not_secret, read};
use crate::diag::{Diagnostic, Faults, Result, Source, both, parse_yaml};
use crate::phrase::RawDocument;
use crate::world::{LARGEST_FILE, read_text};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file that lists the documents, beside those of the bank.
const SOURCES: &str = "sources.yaml";

/// `nigao harvest`
pub(super) fn run(args: &args::Harvest, desk: &mut Desk<'_>) -> Result<u8> {
    let library = desk.library()?;
    let found = files(args, desk)?;
    let sources = args
        .output
        .as_ref()
        .map(|path| path.with_file_name(SOURCES));
    let listed = match &sources {
        Some(path) => Some(Listed::read(&there(desk, path)?)?),
        None => None,
    };
    let known = listed.as_ref().map_or(&[][..], |l| &l.documents);
    let (documents, skipped) = documents(&found, known, desk)?;
    desk.warn(&skipped);
    let speeches: Vec<Speech> = documents.iter().map(|d| d.speech.clone()).collect();
    let options = Options {
        most: args.most as usize,
        ..Options::new(&library.bank, &library.terms, library.table()?)
    };
    let candidates = harvest(&speeches, &options).candidates;
    let mut added = candidates.len();
    match &args.output {
        None => {
            let all = append(&Source::new("", ""), &candidates)?;
            desk.print(&all)?;
        }
        Some(path) => {
            let before = there(desk, path)?;
            let bank = append(&before, &candidates)?;
            added = bank.matches("\n- id: ").count() - before.text().matches("\n- id: ").count();
            fits(path, &bank)?;
            if let Some(folder) = path.parent() {
                // Where it cannot be made, the writing says so.
                let _ = desk.world.make_folder(folder);
            }
            desk.write(path, &bank, true)?;
            if let (Some(path), Some(listed)) = (&sources, &listed) {
                desk.write(path, &listed.with(&documents, &candidates), true)?;
            }
        }
    }
    report(documents.len(), &candidates, added, desk);
    Ok(0)
}

/// A document, ready for a harvest.
struct Document {
    speech: Speech,
    title: Option<String>,
    /// Its file, from the folder that was named.
    file: String,
    /// What is to be told of it.
    notes: Vec<Diagnostic>,
}

/// The files of the folders, and those named one by one, each with its path from the folder.
fn files(args: &args::Harvest, desk: &Desk<'_>) -> Result<Vec<(PathBuf, String)>> {
    let mut all = Vec::new();
    for path in &args.documents {
        if desk.world.size(path).is_ok() && read::files(desk.world, path).is_err() {
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
    known: &[RawDocument],
    desk: &Desk<'_>,
) -> Result<(Vec<Document>, Vec<Diagnostic>)> {
    let ids = ids(files, known);
    let world = desk.world;
    let read: Vec<Result<Document>> = files
        .par_iter()
        .zip(&ids)
        .map(|((path, file), id)| {
            let document = read::read(world, path)?;
            not_secret(&document.source)?;
            let paper = Paper::new(&document.source);
            Ok(Document {
                speech: Speech::of(&paper, id),
                title: paper.title.as_ref().map(|t| paper.clean(t)),
                file: file.clone(),
                notes: document.notes,
            })
        })
        .collect();
    let (mut documents, mut told, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for read in read {
        match read {
            Ok(mut document) => {
                told.append(&mut document.notes);
                documents.push(document);
            }
            Err(Faults(found)) => faults.extend(found),
        }
    }
    let is_secret = |fault: &Diagnostic| fault.code == "corpus.secret";
    if faults.iter().any(is_secret) {
        faults.retain(is_secret);
        return Err(Faults(faults));
    }
    if documents.is_empty() && !faults.is_empty() {
        return Err(Faults(faults));
    }
    told.extend(faults.into_iter().map(as_warning));
    Ok((documents, told))
}

fn as_warning(fault: Diagnostic) -> Diagnostic {
    Diagnostic {
        severity: crate::diag::Severity::Warning,
        ..fault
    }
}

/// A name for each document: the one it is listed under, or that of its file without the ending, told apart by numbers.
fn ids(files: &[(PathBuf, String)], known: &[RawDocument]) -> Vec<String> {
    let mut taken: BTreeSet<String> = known.iter().map(|d| d.id.clone()).collect();
    let name = |(_, file): &(PathBuf, String)| {
        if let Some(listed) = known.iter().find(|d| d.file == *file) {
            return listed.id.clone();
        }
        let last = Path::new(file).file_stem().unwrap_or_default();
        let stem = last.to_string_lossy().replace(char::is_whitespace, "_");
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let mut names = std::iter::once(stem.clone()).chain(numbered);
        let free = names.find(|name| !taken.contains(name)).unwrap_or_default();
        taken.insert(free.clone());
        free
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

/// The list of documents beside a file of the bank.
struct Listed {
    source: Arc<Source>,
    documents: Vec<RawDocument>,
}

impl Listed {
    fn read(source: &Arc<Source>) -> Result<Self> {
        let is_empty = source.text().trim().is_empty();
        Ok(Self {
            documents: if is_empty {
                Vec::new()
            } else {
                parse_yaml(source)?
            },
            source: Arc::clone(source),
        })
    }

    /// The list with those documents added that a candidate was taken from.
    fn with(&self, documents: &[Document], candidates: &[Candidate]) -> String {
        let places = candidates.iter().flat_map(|c| &c.places);
        let used: BTreeSet<&str> = places.map(|p| p.doc.as_str()).collect();
        let mut out = self.source.text().to_owned();
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        for document in documents {
            let id = &document.speech.name;
            if !used.contains(id.as_str()) || self.documents.iter().any(|d| d.id == *id) {
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
        out
    }
}

fn report(papers: usize, candidates: &[Candidate], added: usize, desk: &mut Desk<'_>) {
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
            "{papers} 篇材料，{all} 条候选：短语 {phrases}、固定提法 {fixed}、动宾 {pairs}、排比 {parallels}、句式 {patterns}；{local} 条带地方印记；新加 {added} 条。写上角色，删去 status: candidate 那一行，才会用到"
        ),
        &format!(
            "{papers} documents, {all} candidates: phrases {phrases}, fixed expressions {fixed}, verbs with objects {pairs}, parallels {parallels}, patterns {patterns}; {local} of them local; {added} added. None is drawn before it has a role and its `status: candidate` is deleted"
        ),
    );
}

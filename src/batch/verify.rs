use super::certificate::CERTIFICATE;
use super::manifest::{Line, sha256};
use super::prove::{Examiner, Proof, TooNear};
use super::record::{RECORD, Record};
use super::{Certify, Issued};
use crate::diag::{Diagnostic, Result, Source, both};
use crate::world::World;
use serde_json::Value;
use std::path::Path;

/// Holds a finished batch against its manifest and certificate: every hash, and every pair compared again. What is wrong.
///
/// # Errors
/// There is no finished batch in the folder.
pub fn verify(world: &dyn World, folder: &Path) -> Result<Vec<Diagnostic>> {
    let issued = Issued::open(world, folder)?;
    let record = read_record(world, folder)?;
    let mut found = Vec::new();
    for line in &issued.lines {
        match issued.bytes(line) {
            Ok(bytes) if sha256(&bytes) == line.sha256 => {}
            Ok(_) => found.push(of_file(
                folder,
                &line.file,
                "batch.changed",
                both!(
                    "文件和清单里的散列值不符",
                    "the file is not what its hash in the manifest says"
                ),
            )),
            Err(faults) => found.extend(faults.0),
        }
    }
    found.extend(miscounted(&record, &issued));
    // A shard is certified when it is put together with the others.
    if record.shard.is_some() {
        return Ok(found);
    }
    let path = folder.join(CERTIFICATE);
    let Ok(bytes) = world.read(&path) else {
        if record.certify != Certify::None {
            found.push(of_file(
                folder,
                CERTIFICATE,
                "batch.no-certificate",
                both!("证书不在了", "the certificate is not there"),
            ));
        }
        return Ok(found);
    };
    if !found.is_empty() {
        return Ok(found);
    }
    let written: Value = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    let again = match certificate(&record, std::slice::from_ref(&issued), &[])? {
        Ok(proof) => serde_json::to_value(&proof.certificate).unwrap_or(Value::Null),
        Err(near) => {
            let (within, max) = (near.within, near.examined.max * 100.0);
            let bound = record.max_overlap.unwrap_or(1.0) * 100.0;
            found.push(of_file(
                folder,
                CERTIFICATE,
                "batch.bound",
                both!(
                    "写到第 {within} 篇为止守得住上限 {bound:.1}%，全部最多重合 {max:.1}%",
                    "the bound of {bound:.1}% is kept up to draft {within} only; all overlap by {max:.1}% at most"
                ),
            ));
            return Ok(found);
        }
    };
    // Drafts issued earlier may not be at hand.
    let without = |mut value: Value| {
        if let Some(object) = value.as_object_mut() {
            object.remove("against");
        }
        value
    };
    if without(written) != without(again) {
        found.push(of_file(
            folder,
            CERTIFICATE,
            "batch.certificate",
            both!(
                "重新计算的结果和证书不符",
                "the certificate is not what comes of computing it again"
            ),
        ));
    }
    Ok(found)
}

/// What the batch in a folder is of.
///
/// # Errors
/// It does not say.
pub(super) fn read_record(world: &dyn World, folder: &Path) -> Result<Record> {
    let path = folder.join(RECORD);
    let read = world
        .read(&path)
        .map_err(|e| e.to_string())
        .and_then(|bytes| serde_json::from_slice(&bytes).map_err(|e| e.to_string()));
    read.map_err(|reason| {
        let folder = folder.display().to_string();
        let name = path.display().to_string();
        Diagnostic::error(
            "batch.record",
            both!(
                "看不出 `{folder}` 里是什么批次：{reason}",
                "`{folder}` does not say what batch it holds: {reason}"
            ),
        )
        .at(Source::new(&name, "").start())
        .help(both!(
            "写上批次所在的文件夹",
            "name a folder that a batch was written into"
        ))
        .into()
    })
}

/// What to say where a manifest has not as many drafts as its batch, or its shard of it.
pub(super) fn miscounted(record: &Record, issued: &Issued<'_>) -> Option<Diagnostic> {
    let (has, wanted) = (issued.lines.len() as u64, record.drafts());
    (has != wanted).then(|| {
        of_file(
            issued.folder(),
            super::manifest::MANIFEST,
            "batch.count",
            both!(
                "清单有 {has} 篇，应有 {wanted} 篇",
                "{has} drafts in the manifest, {wanted} in the order"
            ),
        )
    })
}

/// The certificate of the drafts of a batch, whose lines stand one behind the other in one or more folders; also
/// compared with batches issued earlier.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn certificate(
    record: &Record,
    folders: &[Issued<'_>],
    against: &[Issued<'_>],
) -> Result<std::result::Result<Proof, TooNear>> {
    let lines: Vec<(&Issued<'_>, &Line)> = folders
        .iter()
        .flat_map(|issued| issued.lines.iter().map(move |line| (issued, line)))
        .collect();
    // A record that says more than there is asks for no more than there is.
    let n = record.n.min(lines.len() as u64);
    let numbers = record.certify.numbers(n);
    let across = record
        .across
        .then_some((numbers.len() * record.sets.len()) as u64);
    let mut examiner = Examiner::new(record.max_overlap, across, against)?;
    for (set, lines) in record.sets.iter().zip(lines.chunks(n.max(1) as usize)) {
        for number in &numbers {
            let Some((issued, line)) = lines.get(*number as usize) else {
                continue;
            };
            let letters = issued.letters(line)?;
            if let Err(near) = examiner.push(&set.name, line.file.clone(), line.chars, &letters) {
                return Ok(Err(near));
            }
        }
    }
    Ok(examiner.finish(n, lines.len() as u64, record.certify))
}

fn of_file(
    folder: &Path,
    file: &str,
    code: &'static str,
    message: crate::diag::Message,
) -> Diagnostic {
    let name = folder.join(file).display().to_string();
    Diagnostic::error(code, message)
        .at(Source::new(&name, "").start())
        .help(both!(
            "用当时的提纲和参数加 --resume 重新写出",
            "write the batch again with --resume and the outlines and options it was made with"
        ))
}

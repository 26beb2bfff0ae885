use super::manifest::{MANIFEST, sha256};
use super::record::{RECORD, Record};
use super::verify::{certificate, miscounted, read_record};
use super::write::cannot;
use super::{Certify, Issued, Proof};
use crate::diag::{Diagnostic, Faults, Message, Result, both};
use crate::world::{Folder, World};
use std::path::{Path, PathBuf};

/// Puts the shards of a batch together: the folder is, byte for byte, that of the whole batch made at once. Files that are there
/// already are written over where `resume` says so, and there is nothing of another batch. How many drafts there are, and what
/// was found when they were compared.
///
/// # Errors
/// The folders are not all the shards of one batch; a file is not what its manifest says; the drafts do not keep the
/// bound; a file cannot be written.
pub fn merge(
    world: &dyn World,
    shards: &[PathBuf],
    against: &[Issued<'_>],
    (folder, path): (&dyn Folder, &Path),
    resume: bool,
) -> Result<(u64, Option<Proof>)> {
    let mut parts = Vec::with_capacity(shards.len());
    for shard in shards {
        parts.push((read_record(world, shard)?, Issued::open(world, shard)?));
    }
    parts.sort_by_key(|(record, _)| record.shard);
    fit(&parts)?;
    let miscounted = parts.iter().filter_map(|(r, issued)| miscounted(r, issued));
    Faults::unless_empty(miscounted.collect())?;
    let (records, issued): (Vec<Record>, Vec<Issued<'_>>) = parts.into_iter().unzip();
    let whole = records.into_iter().next().map(|record| Record {
        shard: None,
        ..record
    });
    let Some(whole) = whole else {
        return Ok((0, None));
    };
    whole.fits(folder, path, resume)?;
    let put = |name: &str, bytes: &[u8]| {
        folder
            .put(name, bytes)
            .map_err(|e| Faults::from(cannot(path, name, &e)))
    };
    let proof = if whole.certify == Certify::None {
        None
    } else {
        Some(certificate(&whole, &issued, against)?.map_err(|near| {
            let (within, max) = (near.within, near.examined.max * 100.0);
            let bound = whole.max_overlap.unwrap_or(1.0) * 100.0;
            Diagnostic::error("bound.overlap", Message::new(
                format!("合起来写到第 {within} 篇为止守得住上限 {bound:.1}%，全部最多重合 {max:.1}%"),
                format!("together the bound of {bound:.1}% is kept up to draft {within} only; all overlap by {max:.1}% at most"),
            ))
        })?)
    };
    proof.as_ref().map_or(Ok(()), Proof::kept)?;
    let lines = || {
        issued
            .iter()
            .flat_map(|issued| issued.lines.iter().map(move |l| (issued, l)))
    };
    // Nothing is written before all of it is known to be right.
    for (issued, line) in lines() {
        if sha256(&issued.bytes(line)?) != line.sha256 {
            let name = &line.file;
            return Err(Diagnostic::error(
                "batch.changed",
                both!(
                    "`{name}` 和清单里的散列值不符",
                    "`{name}` is not what its hash in the manifest says"
                ),
            )
            .help(both!("把那一份重新写出", "write that shard again"))
            .into());
        }
    }
    put(RECORD, whole.text().as_bytes())?;
    let mut manifest = String::new();
    for (issued, line) in lines() {
        put(&line.file, &issued.bytes(line)?)?;
        manifest.push_str(&line.text());
    }
    if let Some(proof) = &proof {
        proof
            .put(folder)
            .map_err(|(name, error)| Faults::from(cannot(path, &name, &error)))?;
    }
    put(MANIFEST, manifest.as_bytes())?;
    Ok((lines().count() as u64, proof))
}

/// Whether these are all shards of one batch, in order.
fn fit(parts: &[(Record, Issued<'_>)]) -> Result<()> {
    let of = parts.len() as u64;
    let alike = |record: &Record| Record::same_batch(&parts[0].0, record);
    let fits = |(part, (record, _)): (u64, &(Record, Issued<'_>))| {
        alike(record) && record.shard == Some((part, of))
    };
    if (1..).zip(parts).all(fits) {
        return Ok(());
    }
    let names = |whole: &str| {
        let name = |(record, issued): &(Record, Issued<'_>)| {
            let name = issued.folder().display();
            match record.shard {
                Some((part, of)) => format!("{name} ({part}/{of})"),
                None => format!("{name} ({whole})"),
            }
        };
        parts.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let (zh, en) = (names("整批"), names("whole"));
    let message = if parts.iter().all(|(record, _)| alike(record)) {
        Message::new(
            format!("要把一批的各份都列上，每份一次；列出的是：{zh}"),
            format!("all shards of a batch are wanted, each once; these are {en}"),
        )
    } else {
        Message::new(
            format!("这些文件夹不是同一个批次的：{zh}"),
            format!("these folders are not of one batch: {en}"),
        )
    };
    let fault = Diagnostic::error("batch.shards", message).help(both!(
        "补上缺的那一份；各份的提纲、名单和参数要一样（见各文件夹的 batch.json）",
        "add the one that is missing; outlines, list and options must be the same for all (see the batch.json of each)"
    ));
    Err(fault.into())
}

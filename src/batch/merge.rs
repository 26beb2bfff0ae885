use super::Issued;
use super::manifest::{MANIFEST, sha256};
use super::verify::{certificate, read_record};
use super::write::{RECORD, Record, cannot};
use crate::diag::{Diagnostic, Faults, Message, Result, Source, both};
use crate::world::{Folder, World};
use std::path::{Path, PathBuf};

/// Puts the shards of a batch together: the folder is, byte for byte, that of the whole batch made at once.
///
/// # Errors
/// The folders are not all the shards of one batch; a file is not what its manifest says; the drafts do not keep the
/// bound; a file cannot be written.
pub fn merge(
    world: &dyn World,
    shards: &[PathBuf],
    folder: &dyn Folder,
    path: &Path,
) -> Result<()> {
    let mut parts = Vec::with_capacity(shards.len());
    for shard in shards {
        parts.push((read_record(world, shard)?, Issued::open(world, shard)?));
    }
    parts.sort_by_key(|(record, _)| record.shard);
    let records: Vec<&Record> = parts.iter().map(|(record, _)| record).collect();
    fit(&records, shards)?;
    if !folder.list().map_err(|e| cannot(path, "", &e))?.is_empty() {
        let name = path.display().to_string();
        return Err(Diagnostic::error(
            "batch.not-empty",
            both!(
                "文件夹 `{name}` 不是空的",
                "the folder `{name}` is not empty"
            ),
        )
        .at(Source::new(&name, "").start())
        .help(both!("换一个文件夹", "name another one"))
        .into());
    }
    let (records, issued): (Vec<Record>, Vec<Issued<'_>>) = parts.into_iter().unzip();
    let whole = records.into_iter().next().map(|record| Record {
        shard: None,
        ..record
    });
    let Some(whole) = whole else { return Ok(()) };
    let put = |name: &str, bytes: &[u8]| {
        folder
            .put(name, bytes)
            .map_err(|e| Faults::from(cannot(path, name, &e)))
    };
    let proof = if whole.certify == "none" {
        None
    } else {
        Some(certificate(&whole, &issued)?.map_err(|near| {
            let (within, max) = (near.within, near.examined.max * 100.0);
            Diagnostic::error("bound.overlap", Message::new(
                format!("合起来只有前 {within} 篇守住上限，最多重合 {max:.1}%"),
                format!("together only the first {within} drafts keep the bound; the most is {max:.1}%"),
            ))
        })?)
    };
    put(RECORD, whole.text().as_bytes())?;
    let mut manifest = String::new();
    for (issued, line) in issued
        .iter()
        .flat_map(|issued| issued.lines.iter().map(move |l| (issued, l)))
    {
        let bytes = issued.bytes(line)?;
        if sha256(&bytes) != line.sha256 {
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
        put(&line.file, &bytes)?;
        manifest.push_str(&line.text());
    }
    if let Some(proof) = proof {
        proof
            .put(folder)
            .map_err(|(name, error)| Faults::from(cannot(path, &name, &error)))?;
    }
    put(MANIFEST, manifest.as_bytes())
}

/// Whether the records are those of all shards of one batch, in order.
fn fit(records: &[&Record], shards: &[PathBuf]) -> Result<()> {
    let of = records.len() as u64;
    for (part, record) in (1..).zip(records) {
        let alike = Record::same_batch(records[0], record);
        if alike && record.shard == Some((part, of)) {
            continue;
        }
        let names: Vec<String> = shards.iter().map(|s| s.display().to_string()).collect();
        let names = names.join(", ");
        let message = if alike {
            both!(
                "这 {of} 个文件夹不是同一批的 1/{of} 到 {of}/{of}：{names}",
                "these {of} folders are not the shards 1/{of} to {of}/{of}: {names}"
            )
        } else {
            both!(
                "这些文件夹不是同一个批次的：{names}",
                "these folders are not of one batch: {names}"
            )
        };
        return Err(Diagnostic::error("batch.shards", message)
            .help(both!(
                "每个文件夹的 batch.json 写着它是哪一份",
                "the batch.json of each says which shard it is"
            ))
            .into());
    }
    Ok(())
}

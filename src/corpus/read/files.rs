use super::refusal;
use crate::diag::{Result, both};
use crate::world::World;
use std::path::{Path, PathBuf};

/// The files in a folder and those below it, sorted; without hidden ones, and without those (`~$…`) by which Word and WPS hold a file.
///
/// Linked folders are not entered, so that the way ends.
///
/// # Errors
/// No such folder, or one in it that cannot be listed.
pub fn files(world: &dyn World, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = world.walk(folder).map_err(|error| {
        let (name, reason) = (folder.display().to_string(), error.to_string());
        refusal(
            &name,
            "corpus.folder",
            both!(
                "列不出文件夹 `{name}`：{reason}",
                "cannot list the folder `{name}`: {reason}"
            ),
            both!("检查路径和权限", "check the path and its permissions"),
        )
    })?;
    files.retain(|path| !is_lock(path));
    Ok(files)
}

fn is_lock(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(b"~$"))
}

use super::{Bundle, LARGEST_FILE, World, decode, embedded, read_text};
use crate::diag::{Result, Source};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A default or the user's file that stands in its place.
#[derive(Debug, Clone)]
pub struct Resource {
    /// Its path inside the bundle's folder, with `/`.
    pub path: String,
    /// Name and text; the name is `folder/path` for a default and the real path for a user's file.
    pub source: Arc<Source>,
    /// Whether the text is, byte for byte, the one built into the program.
    pub is_default: bool,
}

/// The defaults with a user's folder laid over them, file by file.
pub struct Shelf<'w> {
    world: &'w dyn World,
    project: PathBuf,
}

impl<'w> Shelf<'w> {
    /// The shelf of the project folder `project`.
    pub fn new(world: &'w dyn World, project: impl Into<PathBuf>) -> Self {
        Self {
            world,
            project: project.into(),
        }
    }

    /// The world behind the shelf.
    pub fn world(&self) -> &'w dyn World {
        self.world
    }

    /// The project's folder.
    pub fn project(&self) -> &Path {
        &self.project
    }

    /// Every file of a bundle with one of the endings, sorted by path; the user's hides the default of the same path.
    ///
    /// # Errors
    /// A user's file that cannot be read, is too large or is not UTF-8.
    pub fn files(&self, bundle: Bundle, endings: &[&str]) -> Result<Vec<Resource>> {
        let fits = |path: &str| endings.iter().any(|e| path.ends_with(e));
        let mut found: BTreeMap<String, Resource> = BTreeMap::new();
        for (path, text) in embedded(bundle) {
            if fits(path) {
                found.insert(path.to_owned(), default(bundle, path, text));
            }
        }
        let root = self.project.join(bundle.folder());
        let mut folders = vec![String::new()];
        if bundle == Bundle::Templates {
            folders.push("parts/".to_owned());
        }
        for folder in folders {
            for name in self.world.list(&root.join(&folder)) {
                let path = format!("{folder}{name}");
                if fits(&path) {
                    let user = self.user_file(&root.join(&path), &path, found.get(&path))?;
                    found.insert(path, user);
                }
            }
        }
        Ok(found.into_values().collect())
    }

    fn user_file(&self, full: &Path, path: &str, default: Option<&Resource>) -> Result<Resource> {
        // A project that is the repository itself holds the defaults unchanged: no need to read them anew.
        if let Some(default) = default
            && self
                .world
                .size(full)
                .is_ok_and(|s| s <= LARGEST_FILE && s == default.source.text().len() as u64)
            && let Ok(bytes) = self.world.read(full)
        {
            if bytes == default.source.text().as_bytes() {
                return Ok(default.clone());
            }
            return Ok(Resource {
                path: path.to_owned(),
                source: decode(&full.display().to_string(), bytes)?,
                is_default: false,
            });
        }
        Ok(Resource {
            path: path.to_owned(),
            source: read_text(self.world, full)?,
            is_default: false,
        })
    }
}

fn default(bundle: Bundle, path: &str, text: &'static str) -> Resource {
    Resource {
        path: path.to_owned(),
        source: Source::new(format!("{}/{path}", bundle.folder()), text),
        is_default: true,
    }
}

use super::{Bundle, LARGEST_FILE, World, decode, embedded, read_text};
use crate::diag::{Result, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A default or the user's file that stands in its place.
#[derive(Debug, Clone)]
pub struct Resource {
    /// Its path inside the bundle's folder, with `/`.
    pub path: String,
    /// Name and text; the name is `folder/path` for a default and the real path for a user's file.
    pub source: Arc<Source>,
    /// How origins name it, from the project's folder: `templates/parts/call.tera`, `localities/320583/templates/…`.
    pub origin: String,
    /// Whether the text is, byte for byte, the one built into the program.
    pub is_default: bool,
    /// The place whose overlay it is of; none for a default or a file of the project's own.
    pub place: Option<String>,
}

/// The defaults with a user's folder laid over them, file by file.
pub struct Shelf<'w> {
    world: &'w dyn World,
    project: PathBuf,
    /// The places whose overlays lie between the defaults and the project's own files, the highest of them first.
    overlays: Vec<String>,
}

impl<'w> Shelf<'w> {
    /// The shelf of the project folder `project`.
    pub fn new(world: &'w dyn World, project: impl Into<PathBuf>) -> Self {
        Self {
            world,
            project: project.into(),
            overlays: Vec::new(),
        }
    }

    /// This shelf with the overlays of these places, the highest first: `localities/<place>/` of the project.
    #[must_use]
    pub fn with_overlays(mut self, places: Vec<String>) -> Self {
        self.overlays = places;
        self
    }

    /// The places whose overlays are on the shelf.
    pub fn overlays(&self) -> &[String] {
        &self.overlays
    }

    /// Whether the project holds an overlay for a place. A name that would lead out of the folder is no place.
    pub fn has_overlay(&self, place: &str) -> bool {
        let is_name =
            !place.is_empty() && !place.contains(['/', '\\', '\0', ':']) && !place.starts_with('.');
        let folder = || self.project.join(Bundle::Localities.folder()).join(place);
        let templates = || folder().join("templates");
        is_name
            && [
                folder(),
                folder().join("phrases"),
                templates(),
                templates().join("parts"),
            ]
            .iter()
            .any(|folder| !self.world.list(folder).is_empty())
    }

    /// A file of an overlay, by its path inside the place's folder.
    ///
    /// # Errors
    /// It is there, but cannot be read, is too large or is not UTF-8.
    pub fn overlay_file(&self, place: &str, path: &str) -> Result<Option<Resource>> {
        let origin = format!("{}/{place}/{path}", Bundle::Localities.folder());
        let full = self.project.join(&origin);
        if self.world.size(&full).is_err() {
            return Ok(None);
        }
        Ok(Some(Resource {
            path: path.to_owned(),
            source: read_text(self.world, &full)?,
            origin,
            is_default: false,
            place: Some(place.to_owned()),
        }))
    }

    /// A file that lies in the project's folder itself.
    ///
    /// # Errors
    /// It is there, but cannot be read, is too large or is not UTF-8.
    pub fn project_file(&self, name: &str) -> Result<Option<Resource>> {
        let full = self.project.join(name);
        if self.world.size(&full).is_err() {
            return Ok(None);
        }
        Ok(Some(Resource {
            path: name.to_owned(),
            source: read_text(self.world, &full)?,
            origin: name.to_owned(),
            is_default: false,
            place: None,
        }))
    }

    /// The files of a bundle by path, each with all its layers, the lowest first: the default, those of the overlays, the user's.
    ///
    /// # Errors
    /// A user's file that cannot be read, is too large or is not UTF-8.
    pub fn layers(
        &self,
        bundle: Bundle,
        endings: &[&str],
    ) -> Result<BTreeMap<String, Vec<Resource>>> {
        let fits = |path: &str| endings.iter().any(|e| path.ends_with(e));
        let mut layers: BTreeMap<String, Vec<Resource>> = BTreeMap::new();
        for &(path, text) in embedded(bundle) {
            if fits(path) {
                layers.insert(path.to_owned(), vec![default(bundle, path, text)]);
            }
        }
        for place in &self.overlays {
            for folder in folders(bundle) {
                let inside = format!("{}/{folder}", bundle.folder());
                let full = self
                    .project
                    .join(Bundle::Localities.folder())
                    .join(place)
                    .join(&inside);
                for name in self.world.list(&full) {
                    let path = format!("{folder}{name}");
                    if fits(&path)
                        && let Some(file) = self.overlay_file(place, &format!("{inside}{name}"))?
                    {
                        let file = Resource {
                            path: path.clone(),
                            ..file
                        };
                        layers.entry(path).or_default().push(file);
                    }
                }
            }
        }
        for file in self.files(bundle, endings)? {
            if !file.is_default {
                let below = layers.entry(file.path.clone()).or_default();
                // Both would have one name in origins.
                if let Some(default) = below.first_mut().filter(|b| b.is_default) {
                    default.origin = format!("up/{}", default.origin);
                }
                below.push(file);
            }
        }
        Ok(layers)
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
        let mut found: BTreeMap<String, Resource> = defaults(bundle, endings);
        for path in self.user_paths(bundle, endings) {
            let user = self.user_file(bundle, &path, found.get(&path))?;
            found.insert(path, user);
        }
        Ok(found.into_values().collect())
    }

    /// The paths of [`Self::files`], none of which is opened.
    pub fn paths(&self, bundle: Bundle, endings: &[&str]) -> Vec<String> {
        let defaults = defaults(bundle, endings).into_keys();
        let all: BTreeSet<String> = defaults.chain(self.user_paths(bundle, endings)).collect();
        all.into_iter().collect()
    }

    /// One file of a bundle by its path; the others are not opened.
    ///
    /// # Errors
    /// As of [`Self::files`], of this file alone.
    pub fn file(&self, bundle: Bundle, path: &str) -> Result<Option<Resource>> {
        let default = defaults(bundle, &[path]).remove(path);
        if self
            .user_paths(bundle, &[path])
            .iter()
            .any(|own| own == path)
        {
            return self.user_file(bundle, path, default.as_ref()).map(Some);
        }
        Ok(default)
    }

    /// The paths of the user's own files of a bundle.
    fn user_paths(&self, bundle: Bundle, endings: &[&str]) -> Vec<String> {
        let root = self.project.join(bundle.folder());
        let fits = |path: &String| endings.iter().any(|e| path.ends_with(e));
        let inside = |folder: &'static str| {
            let names = self.world.list(&root.join(folder)).into_iter();
            names.map(move |name| format!("{folder}{name}"))
        };
        let folders = folders(bundle).iter();
        folders
            .flat_map(|folder| inside(folder))
            .filter(fits)
            .collect()
    }

    fn user_file(
        &self,
        bundle: Bundle,
        path: &str,
        default: Option<&Resource>,
    ) -> Result<Resource> {
        let origin = format!("{}/{path}", bundle.folder());
        let full = &self.project.join(&origin);
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
                origin,
                is_default: false,
                place: None,
            });
        }
        Ok(Resource {
            path: path.to_owned(),
            source: read_text(self.world, full)?,
            origin,
            is_default: false,
            place: None,
        })
    }
}

/// The folders of a bundle that hold files.
fn folders(bundle: Bundle) -> &'static [&'static str] {
    match bundle {
        Bundle::Templates => &["", "parts/"],
        _ => &[""],
    }
}

/// The files of a bundle that are shipped.
fn defaults(bundle: Bundle, endings: &[&str]) -> BTreeMap<String, Resource> {
    let fits = |path: &str| endings.iter().any(|e| path.ends_with(e));
    let files = embedded(bundle).iter().filter(|(path, _)| fits(path));
    let named =
        |(path, text): &(&str, &'static str)| ((*path).to_owned(), default(bundle, path, text));
    files.map(named).collect()
}

fn default(bundle: Bundle, path: &str, text: &'static str) -> Resource {
    Resource {
        path: path.to_owned(),
        source: Source::new(format!("{}/{path}", bundle.folder()), text),
        origin: format!("{}/{path}", bundle.folder()),
        is_default: true,
        place: None,
    }
}

use super::Layout;
use super::judge::Judge;
use super::raw::Raw;
use crate::diag::{
    Diagnostic, Faults, Result, Source, Span, both, did_you_mean, nearest, parse_yaml,
};
use crate::world::{Bundle, Shelf};
use std::sync::Arc;

/// The layout that is taken where none is asked for.
const DEFAULT: &str = "speech-gbt9704";

impl Layout {
    /// The layout of this name on a shelf; without a name the one that the office of the place wants, else the default,
    /// `speech-gbt9704`.
    ///
    /// # Errors
    /// There is none of this name; the file is not well formed, or what it asks for cannot be set.
    pub fn load(
        shelf: &Shelf<'_>,
        name: Option<&str>,
        office: Option<&(String, Span)>,
    ) -> Result<Self> {
        let (name, at) = match (name, office) {
            (Some(name), _) => (name, None),
            (None, Some((name, at))) => (name.as_str(), Some(at.clone())),
            (None, None) => (DEFAULT, None),
        };
        let ids = ids(shelf);
        let file = shelf.file(Bundle::Layouts, &format!("{name}.yaml"))?;
        let Some(file) = file else {
            let list = ids.join(", ");
            return Err(Diagnostic::error(
                "layout.unknown",
                both!("没有版式 `{name}`", "there is no layout `{name}`"),
            )
            .at_maybe(at)
            .help(did_you_mean(
                nearest(name, ids.iter().map(String::as_str)),
                both!("可以用：{list}", "there are: {list}"),
            ))
            .into());
        };
        Self::read(name, &file.source)
    }

    /// All layouts on a shelf by their names, each as it can be read.
    pub fn all(shelf: &Shelf<'_>) -> Vec<(String, Result<Self>)> {
        let named = |id: String| {
            let layout = Self::load(shelf, Some(&id), None);
            (id, layout)
        };
        ids(shelf).into_iter().map(named).collect()
    }

    fn read(id: &str, source: &Arc<Source>) -> Result<Self> {
        let raw: Raw = parse_yaml(source)?;
        let mut judge = Judge {
            source,
            found: Vec::new(),
        };
        let layout = judge.layout(id, raw);
        Faults::unless_empty(judge.found)?;
        Ok(layout)
    }
}

/// The names of the layouts on a shelf.
fn ids(shelf: &Shelf<'_>) -> Vec<String> {
    let paths = shelf.paths(Bundle::Layouts, &[".yaml"]).into_iter();
    paths
        .filter_map(|path| Some(path.strip_suffix(".yaml")?.to_owned()))
        .collect()
}

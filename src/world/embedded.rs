use include_dir::{Dir, include_dir};
use std::sync::OnceLock;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static OUTLINES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/outlines");
static PHRASES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/phrases");
static LOCALITIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/localities");
static TERMS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/terms");
static LAYOUTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/layouts");

/// One kind of default: a top folder of the repository, built into the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bundle {
    /// `templates/`
    Templates,
    /// `outlines/`
    Outlines,
    /// `phrases/`
    Phrases,
    /// `localities/`
    Localities,
    /// `terms/`
    Terms,
    /// `layouts/`
    Layouts,
}

impl Bundle {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Templates,
        Self::Outlines,
        Self::Phrases,
        Self::Localities,
        Self::Terms,
        Self::Layouts,
    ];

    /// The folder's name, in the repository and in a user's project alike.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Templates => "templates",
            Self::Outlines => "outlines",
            Self::Phrases => "phrases",
            Self::Localities => "localities",
            Self::Terms => "terms",
            Self::Layouts => "layouts",
        }
    }

    fn dir(self) -> &'static Dir<'static> {
        match self {
            Self::Templates => &TEMPLATES,
            Self::Outlines => &OUTLINES,
            Self::Phrases => &PHRASES,
            Self::Localities => &LOCALITIES,
            Self::Terms => &TERMS,
            Self::Layouts => &LAYOUTS,
        }
    }
}

/// The files of a bundle as `(path inside the folder, text)`, sorted by path.
pub fn embedded(bundle: Bundle) -> &'static [(&'static str, &'static str)] {
    // That a text is one is looked at once, however often it is asked for.
    static FILES: [OnceLock<Vec<(&str, &str)>>; 6] = [const { OnceLock::new() }; 6];
    FILES[bundle as usize].get_or_init(|| {
        let mut out = Vec::new();
        walk(bundle.dir(), &mut out);
        out.sort_unstable();
        out
    })
}

fn walk(dir: &'static Dir<'static>, out: &mut Vec<(&'static str, &'static str)>) {
    for file in dir.files() {
        if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
            out.push((path, text));
        }
    }
    for inner in dir.dirs() {
        walk(inner, out);
    }
}

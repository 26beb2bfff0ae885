//! The shipped genres, each with its outline, as the tests go through them.

use crate::nigao::{Nigao, repository};
use nigao::compose::{Composition, Library, Wishes};
use nigao::diag::Source;
use nigao::world::{Memory, Shelf};
use serde_json::Value;

/// A shipped genre.
pub struct Genre {
    /// Its outline.
    pub outline: &'static str,
    /// The length its outline asks for, in Han characters.
    pub length: u64,
    /// What is announced, and the first ordinal that must come after it.
    pub announced: &'static [(&'static str, char)],
}

/// All of them.
pub const GENRES: [Genre; 5] = [
    Genre {
        outline: "outlines/rectification.yaml",
        length: 3000,
        announced: &[("一是", '三'), ("首先，", '四')],
    },
    Genre {
        outline: "outlines/conference.yaml",
        length: 4000,
        announced: &[("一、", '三'), ("一要", '三'), ("一是", '四')],
    },
    Genre {
        outline: "outlines/study.yaml",
        length: 4500,
        announced: &[("首先，", '三'), ("1.", '六')],
    },
    Genre {
        outline: "outlines/article.yaml",
        length: 2500,
        announced: &[],
    },
    Genre {
        outline: "outlines/exchange.yaml",
        length: 2000,
        announced: &[("一、", '五')],
    },
];

impl Genre {
    /// Its name.
    pub fn name(&self) -> &'static str {
        let file = self.outline.rsplit('/').next().unwrap();
        file.strip_suffix(".yaml").unwrap()
    }

    /// Its outline with the names of a 地级市 in it, which the shipped one but the last is for.
    pub fn words(&self) -> String {
        [
            ("loc.whole", "全市"),
            ("loc.department", "市委组织部"),
            ("loc.committee", "市委"),
            ("loc.plenum", "市委全会"),
            ("loc.superior.department", "上级党委组织部"),
        ]
        .iter()
        .fold(repository(self.outline), |text, (slot, word)| {
            text.replace(&format!("{{{{ {slot} }}}}"), word)
        })
    }

    /// A draft of its outline.
    pub fn draft(&self, args: &[&str]) -> Value {
        let all: Vec<&str> = ["draft", self.outline, "--format", "json"]
            .into_iter()
            .chain(args.iter().copied())
            .collect();
        let ran = Nigao::new().own(self.outline).args(&all).succeeds();
        serde_json::from_str(&ran.stdout).unwrap()
    }

    /// Its outline as it is shipped, rendered.
    pub fn composed(&self, run: impl FnOnce(&Composition<'_>)) {
        let world = Memory::default();
        let library = Library::load(Shelf::new(&world, "")).unwrap();
        let source = Source::new(self.outline, repository(self.outline));
        let outline = nigao::outline::load(&source).unwrap();
        run(&Composition::new(&library, &outline, &Wishes::default()).unwrap());
    }

    /// What can be said of all its drafts.
    pub fn space(&self) -> Value {
        let ran = Nigao::new()
            .own(self.outline)
            .args(&["space", self.outline, "--json"])
            .succeeds();
        serde_json::from_str(&ran.stdout).unwrap()
    }
}

/// The blocks of a draft.
pub fn blocks(draft: &Value) -> &[Value] {
    draft["blocks"].as_array().unwrap()
}

/// A block as it is read: number and words.
pub fn text(block: &Value) -> String {
    let number = block["number"].as_str().unwrap_or("").to_owned();
    let spans = block["spans"].as_array().unwrap();
    spans
        .iter()
        .fold(number, |text, span| text + span["text"].as_str().unwrap())
}

/// The blocks of a draft as they are read.
pub fn texts(draft: &Value) -> Vec<String> {
    blocks(draft).iter().map(text).collect()
}

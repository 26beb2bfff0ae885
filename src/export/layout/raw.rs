//! A layout as its file has it.

use super::Twips;
use crate::diag::Located;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    pub name: String,
    pub page: Located<RawPage>,
    pub grid: Located<Grid>,
    pub fonts: Located<BTreeMap<String, Located<String>>>,
    pub page_number: RawNumber,
    #[serde(default)]
    pub whole_paragraphs: bool,
    pub order: Located<Vec<Head>>,
    pub styles: Styles,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPage {
    pub width: Located<Twips>,
    pub height: Located<Twips>,
    pub top: Located<Twips>,
    pub bottom: Located<Twips>,
    pub left: Located<Twips>,
    pub right: Located<Twips>,
    pub footer: Located<Twips>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grid {
    pub lines: i32,
    pub chars: i32,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawNumber {
    Standard,
    Center,
    None,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Head {
    Title,
    Speaker,
    Date,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Styles {
    pub title: RawStyle,
    pub speaker: RawStyle,
    pub date: RawStyle,
    pub salutation: RawStyle,
    pub heading1: RawStyle,
    pub heading2: RawStyle,
    pub heading3: RawStyle,
    pub heading4: RawStyle,
    pub body: RawStyle,
    pub signature: RawStyle,
    pub number: RawStyle,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStyle {
    pub font: Located<String>,
    pub size: Located<Twips>,
    #[serde(default)]
    pub bold: bool,
    #[serde(default)]
    pub align: RawAlign,
    pub indent: Option<Located<i32>>,
    pub pitch: Option<Located<Twips>>,
    pub before: Option<Located<i32>>,
    pub after: Option<Located<i32>>,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawAlign {
    Left,
    Center,
    Right,
    #[default]
    Justify,
}

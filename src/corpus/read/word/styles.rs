use super::xml::{Piece, Xml, XmlFault};
use std::collections::BTreeMap;

/// The longest chain of styles that is followed; Word itself allows eleven.
const LONGEST_CHAIN: usize = 32;

/// The styles of a document, as far as they name, outline and number paragraphs.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    /// In small letters.
    name: String,
    /// 0 is that of the first headings, 9 that of text.
    outline: Option<u32>,
    based_on: Option<String>,
    number: Option<String>,
    level: Option<usize>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(mut xml: Xml<'_>) -> Result<Self, XmlFault> {
        let mut styles = Self::default();
        let mut id = String::new();
        while let Some(piece) = xml.next()? {
            let Piece::Open(element) = piece else {
                continue;
            };
            if element.name.word() == "style" {
                id = element.attribute("styleId").unwrap_or_default();
                let is_default = element
                    .attribute("default")
                    .is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"));
                if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                    styles.default = Some(id.clone());
                }
                styles.styles.insert(id.clone(), Style::default());
                continue;
            }
            let Some(style) = styles.styles.get_mut(&id) else {
                continue;
            };
            match element.name.word() {
                "name" => style.name = element.value().unwrap_or_default().trim().to_lowercase(),
                "outlineLvl" => style.outline = element.number(),
                "basedOn" => style.based_on = element.value(),
                "numId" => style.number = element.value(),
                "ilvl" => style.level = element.number().map(|n| n as usize),
                _ => {}
            }
        }
        Ok(styles)
    }

    /// The name of a style in small letters.
    pub fn name(&self, id: Option<&str>) -> &str {
        let id = id.or(self.default.as_deref());
        let style = id.and_then(|id| self.styles.get(id));
        style.map_or("", |style| &style.name)
    }

    /// The outline level that a style gives its paragraphs (17.3.1.20), counted from 0.
    pub fn outline(&self, id: Option<&str>) -> Option<u32> {
        let mut id = id.or(self.default.as_deref())?;
        for _ in 0..LONGEST_CHAIN {
            let style = self.styles.get(id)?;
            if style.outline.is_some() {
                return style.outline;
            }
            id = style.based_on.as_deref()?;
        }
        None
    }

    /// The number definition that a style gives its paragraphs, with the style that it is written in and the level written there.
    pub fn number(&self, style: Option<&str>) -> Option<(&str, &str, Option<usize>)> {
        let mut id = style.or(self.default.as_deref())?;
        for _ in 0..LONGEST_CHAIN {
            let (own, style) = self.styles.get_key_value(id)?;
            if let Some(number) = &style.number {
                return Some((number, own, style.level));
            }
            id = style.based_on.as_deref()?;
        }
        None
    }
}

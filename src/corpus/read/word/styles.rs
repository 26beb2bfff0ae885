use super::xml::{Piece, Xml, XmlFault};
use std::collections::BTreeMap;

/// The longest chain of styles that is followed; Word itself allows eleven.
const LONGEST_CHAIN: usize = 32;

/// The styles of a document, as far as they number paragraphs.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
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
                "basedOn" => style.based_on = element.value(),
                "numId" => style.number = element.value(),
                "ilvl" => style.level = element.number().map(|n| n as usize),
                _ => {}
            }
        }
        Ok(styles)
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

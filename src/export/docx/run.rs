use super::xml::Xml;
use crate::export::layout::Style;

/// How the words of a paragraph are set where they are not as its style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// Whether they are marked with yellow.
    pub marked: bool,
    /// Whether they are words that were taken out, in an earlier draft's place.
    pub deleted: bool,
}

/// Writes words as runs: those of Han and their marks apart from Latin letters and digits, since Word sets “ ” … — by the Latin font unless it
/// is told to take them for Chinese (ECMA-376 part 1, 17.3.2.26, `hint`).
pub(super) fn runs(xml: &mut Xml, text: &str, style: &Style, latin: &str, look: Look) {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            xml.open("w:r", &[]);
            xml.empty("w:br", &[]);
            xml.close("w:r");
        }
        for (words, is_latin) in split(line) {
            run(xml, words, is_latin, style, latin, look);
        }
    }
}

fn run(xml: &mut Xml, words: &str, is_latin: bool, style: &Style, latin: &str, look: Look) {
    xml.open("w:r", &[]);
    xml.open("w:rPr", &[]);
    fonts(xml, &style.font, latin, !is_latin);
    if look.marked {
        xml.value("w:highlight", "yellow");
    }
    xml.close("w:rPr");
    let tag = if look.deleted { "w:delText" } else { "w:t" };
    xml.open(tag, &[("xml:space", "preserve")]);
    xml.words(words);
    xml.close(tag);
    xml.close("w:r");
}

/// The four fonts of a run.
pub(super) fn fonts(xml: &mut Xml, han: &str, latin: &str, is_han: bool) {
    let names = [
        ("w:ascii", latin),
        ("w:hAnsi", latin),
        ("w:eastAsia", han),
        ("w:cs", latin),
    ];
    if is_han {
        let [ascii, hansi, east, cs] = names;
        xml.empty(
            "w:rFonts",
            &[("w:hint", "eastAsia"), ascii, hansi, east, cs],
        );
    } else {
        xml.empty("w:rFonts", &names);
    }
}

/// Whether a character is set in the Latin font: letters, digits and ASCII marks.
fn is_latin(c: char) -> bool {
    c.is_ascii_graphic() || matches!(c, '\u{c0}'..='\u{24f}')
}

/// A text as pieces that are Latin or not; a blank goes with what is before it.
fn split(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let latin = is_latin(first);
        let end = rest
            .char_indices()
            .find(|(_, c)| *c != ' ' && is_latin(*c) != latin)
            .map_or(rest.len(), |(at, _)| at);
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        Some((piece, latin))
    })
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn latin_letters_and_digits_stand_apart() {
        let pieces: Vec<_> = split("增长5.8%，用“AI 工具”").collect();
        let expected = [
            ("增长", false),
            ("5.8%", true),
            ("，用“", false),
            ("AI ", true),
            ("工具”", false),
        ];
        assert_eq!(pieces, expected);
        assert_eq!(split("").count(), 0);
    }
}

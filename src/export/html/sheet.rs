use crate::export::layout::{Align, Layout, PageNumber, Part, Style};
use std::fmt::Write;

/// What is the same on every page.
const PAGE: &str = include_str!("page.css");

/// Fonts that may stand for one another, by a sign in the name of the one that is wanted; the last of each are free ones.
const FONTS: [(&str, &str); 5] = [
    (
        "标宋",
        "\"FZXiaoBiaoSong-B05S\", \"方正小标宋_GBK\", \"STZhongsong\", \"华文中宋\", \"Noto Serif CJK SC\", serif",
    ),
    (
        "中宋",
        "\"STZhongsong\", \"方正小标宋简体\", \"Noto Serif CJK SC\", serif",
    ),
    (
        "仿宋",
        "\"FangSong_GB2312\", \"FangSong\", \"仿宋\", \"STFangsong\", \"FandolFang R\", \"Noto Serif CJK SC\", serif",
    ),
    (
        "楷",
        "\"KaiTi_GB2312\", \"KaiTi\", \"楷体\", \"STKaiti\", \"LXGW WenKai\", \"AR PL UKai CN\", serif",
    ),
    (
        "黑",
        "\"SimHei\", \"STHeiti\", \"Noto Sans CJK SC\", sans-serif",
    ),
];

/// The style sheet of a page laid out so, on the screen and in print.
pub(super) fn sheet(layout: &Layout) -> String {
    let mut css = String::new();
    paper(&mut css, layout);
    for part in Part::ALL.into_iter().filter(|part| *part != Part::Number) {
        rule(&mut css, part, layout);
    }
    // Where no salutation stands below the head, as many blank lines as it would have.
    let below = points(layout.style(Part::Salutation).before * layout.pitch());
    let _ = writeln!(
        css,
        ":is(h1, .speaker, .date) + :is(h2, p:not([class])) {{ margin-top: {below}pt; }}\n.signature + .signature {{ margin-top: 0; }}"
    );
    css + PAGE
}

/// Twips as points.
fn points(twips: i32) -> f64 {
    f64::from(twips) / 20.0
}

/// The sheet, its margins and the number of the page.
fn paper(css: &mut String, layout: &Layout) {
    let page = &layout.page;
    let [width, height, top, right, bottom, left] = [
        page.width,
        page.height,
        page.top,
        page.right,
        page.bottom,
        page.left,
    ]
    .map(points);
    let margins = format!("{top}pt {right}pt {bottom}pt {left}pt");
    let _ = writeln!(
        css,
        "@page {{ size: {width}pt {height}pt; margin: {margins}; }}"
    );
    let number = layout.style(Part::Number);
    let (font, size) = (fonts(&number.font), number.size.points());
    // From the edge of the text to the foot of the number.
    let down = points(page.bottom - page.footer) - size;
    let words = format!(
        "content: \"— \" counter(page) \" —\"; font: {size}pt {font}; vertical-align: top; padding-top: {down}pt;"
    );
    let _ = match layout.page_number {
        PageNumber::Standard => writeln!(
            css,
            "@page :right {{ @bottom-right {{ {words} padding-right: {size}pt; }} }}\n@page :left {{ @bottom-left {{ {words} padding-left: {size}pt; }} }}"
        ),
        PageNumber::Center => writeln!(css, "@page {{ @bottom-center {{ {words} }} }}"),
        PageNumber::None => Ok(()),
    };
    let _ = writeln!(
        css,
        "main {{ width: {width}pt; min-height: {height}pt; padding: {margins}; }}\nfooter {{ width: {width}pt; }}"
    );
}

fn rule(css: &mut String, part: Part, layout: &Layout) {
    let selector = match part {
        Part::Title => "h1",
        Part::Speaker => ".speaker",
        Part::Date => ".date",
        Part::Salutation => ".salutation",
        Part::Heading(1) => "h2",
        Part::Heading(2) => "h3",
        Part::Heading(3) => "h4",
        Part::Heading(_) => "h5",
        Part::Body => "p",
        Part::Signature => ".signature",
        Part::Number => return,
    };
    let Style {
        font,
        size,
        bold,
        align,
        indent,
        pitch,
        before,
        after,
    } = layout.style(part);
    let align = match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "justify",
    };
    let weight = if *bold { "bold" } else { "normal" };
    let [before, after] = [before, after].map(|lines| points(lines * layout.pitch()));
    let spacing = points(layout.spacing(*size));
    let _ = write!(
        css,
        "{selector} {{ font: {weight} {}pt/{}pt {}; text-align: {align}; text-indent: {}pt; margin: {before}pt 0 {after}pt; letter-spacing: {spacing}pt; ",
        size.points(),
        pitch.points(),
        fonts(font),
        f64::from(*indent) * size.points(),
    );
    if matches!(part, Part::Title | Part::Heading(_)) {
        css.push_str("break-after: avoid; ");
    }
    if layout.whole_paragraphs {
        css.push_str("break-inside: avoid; ");
    }
    css.push_str("orphans: 1; widows: 1; }\n");
}

/// A font with those that may stand for it.
fn fonts(name: &str) -> String {
    let others = FONTS.iter().find(|(sign, _)| name.contains(sign));
    let others = others.map_or("\"SimSun\", \"Noto Serif CJK SC\", serif", |(_, others)| {
        others
    });
    // A name is put between quotation marks, which it must not end itself.
    let name: String = name.chars().filter(|c| !"\"\\<>{};".contains(*c)).collect();
    format!("\"{name}\", {others}")
}

use super::prove::{Picture, Proof};
use crate::draft::{Shingle, letters, shared, shingles_of};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Its name.
pub(super) const REPORT: &str = "report.html";

const STYLE: &str = include_str!("report.css");

/// The most groups that are pictured; the others are in the table.
const PICTURED: usize = 6;

/// The most groups in the table.
const LISTED: usize = 200;

/// How many shades the picture of the distances has.
const SHADES: usize = 10;

impl Proof {
    /// A page for a reader: how far the drafts lie apart, how long they are, and the two that are most alike, given as file
    /// and words.
    pub(super) fn report(&self, worst: Option<&[(String, String); 2]>) -> String {
        let certificate = &self.certificate;
        let all = self.shown();
        let mut out = String::new();
        out.push_str("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        let _ = writeln!(
            out,
            "<title>一批稿子的差异</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>"
        );
        let (drafts, n, pairs) = (certificate.drafts, certificate.n, all.pairs);
        let _ = writeln!(
            out,
            "<h1>一批稿子的差异</h1>\n<p>共 {drafts} 篇，每份提纲在每个地方 {n} 篇；两两比较 {pairs} 对。</p>"
        );
        let row = |name: &str, whole: f64, generated: f64| {
            format!(
                "<tr><th>{name}</th><td>{}</td><td>{}</td></tr>\n",
                percent(whole),
                percent(generated)
            )
        };
        let _ = writeln!(
            out,
            "<table class=\"sum\">\n<tr><th></th><th>全文</th><th>除去提纲自有内容</th></tr>\n{}{}{}</table>",
            row("最多重合", all.overlap.max, all.generated.overlap.max),
            row("平均重合", all.overlap.mean, all.generated.overlap.mean),
            row("平均至少", all.lower_bound, all.generated.lower_bound),
        );
        if let Some(across) = certificate
            .across
            .as_ref()
            .filter(|a| a.part.pairs != all.pairs)
        {
            let (pairs, most) = (across.part.pairs, percent(across.part.overlap.max));
            let _ = writeln!(
                out,
                "<p>不同提纲、不同地方之间比较 {pairs} 对，最多重合 {most}。</p>"
            );
        }
        if let Some(bound) = certificate.max_overlap {
            let _ = writeln!(
                out,
                "<p>约定任何两篇重合不超过 {}，已全部守住。</p>",
                percent(bound)
            );
        }
        let shingle = certificate.shingle;
        let _ = writeln!(
            out,
            "<p class=\"note\">重合：较短一篇的连续 {shingle} 字片段中，另一篇也有的占多少；标点和空白不算。“平均至少”是用这些片段写这么多篇，平均重合不可能更低的界限。\
             这些是供各单位修改的起点稿：套用的文字各篇共有，只有自己的内容才是自己的。</p>"
        );
        for picture in self.pictures.iter().take(PICTURED) {
            out.push_str(&section(picture));
        }
        if self.pictures.len() > 1 {
            out.push_str(&self.table());
        }
        if let Some(pair) = worst {
            out.push_str(&side_by_side(pair));
        }
        out.push_str("</main>\n</body>\n</html>\n");
        out
    }

    fn table(&self) -> String {
        let mut out = String::from(
            "<h2>各组</h2>\n<table>\n<tr><th>组</th><th>最多</th><th>平均</th><th>提纲自有</th></tr>\n",
        );
        for (group, picture) in self
            .certificate
            .groups
            .iter()
            .zip(&self.pictures)
            .take(LISTED)
        {
            let overlap = &group.part.overlap;
            let _ = writeln!(
                out,
                "<tr><th>{}</th><td>{}</td><td>{}</td><td>{:.0}%</td></tr>",
                escape(&group.name),
                percent(overlap.max),
                percent(overlap.mean),
                picture.own
            );
        }
        let _ = writeln!(out, "</table>");
        if self.pictures.len() > LISTED {
            let more = self.pictures.len() - LISTED;
            let _ = writeln!(
                out,
                "<p class=\"note\">另有 {more} 组，见 certificate.json。</p>"
            );
        }
        out
    }
}

fn section(picture: &Picture) -> String {
    let name = escape(&picture.name);
    let own = picture.own;
    let genre = 100.0 - own;
    let drafts = picture.chars.len();
    format!(
        "<section>\n<h2>{name}</h2>\n<p>比较 {drafts} 篇；提纲自有内容平均 {own:.0}%，套用内容 {genre:.0}%。</p>\n<div class=\"pictures\">\n{}{}</div>\n</section>\n",
        heat(picture),
        lengths(&picture.chars)
    )
}

/// The pairs as a square: one patch a pair, or for many drafts the nearest of several, the darker the more they share.
fn heat(picture: &Picture) -> String {
    let side = picture.examined.side;
    if side < 2 {
        return String::new();
    }
    let shade = |share: f64| {
        ((share / picture.examined.max.max(1e-9) * SHADES as f64) as usize).min(SHADES - 1)
    };
    let mut out = format!(
        "<figure>\n<svg viewBox=\"0 0 {side} {side}\" class=\"heat\" role=\"img\" aria-label=\"两两重合\">\n"
    );
    for row in 0..side {
        let shades: Vec<usize> = (row..side)
            .map(|column| shade(picture.examined.heat[row * side + column]))
            .collect();
        let mut from = 0;
        for run in shades.chunk_by(|a, b| a == b) {
            if run[0] > 0 {
                let _ = write!(
                    out,
                    "<rect class=\"h{}\" x=\"{}\" y=\"{row}\" width=\"{}\" height=\"1\"/>",
                    run[0],
                    row + from,
                    run.len()
                );
            }
            from += run.len();
        }
        out.push('\n');
    }
    let most = percent(picture.examined.max);
    let _ = write!(
        out,
        "</svg>\n<figcaption>两两重合，最深处 {most}</figcaption>\n</figure>\n"
    );
    out
}

/// How many drafts have which length.
fn lengths(chars: &[u32]) -> String {
    const BARS: usize = 40;
    let (Some(least), Some(most)) = (chars.iter().min(), chars.iter().max()) else {
        return String::new();
    };
    let wide = (most - least) as usize / BARS + 1;
    let mut bars = vec![0usize; (most - least) as usize / wide + 1];
    for length in chars {
        bars[(length - least) as usize / wide] += 1;
    }
    let top = bars.iter().max().copied().unwrap_or(1);
    let count = bars.len();
    let mut out = format!(
        "<figure>\n<svg viewBox=\"0 0 {count} 40\" preserveAspectRatio=\"none\" class=\"lengths\" role=\"img\" aria-label=\"字数分布\">\n"
    );
    for (at, bar) in bars.iter().enumerate() {
        let high = 40.0 * *bar as f64 / top as f64;
        let _ = write!(
            out,
            "<rect x=\"{at}.05\" y=\"{:.1}\" width=\"0.9\" height=\"{high:.1}\"/>",
            40.0 - high
        );
    }
    let _ = write!(
        out,
        "\n</svg>\n<figcaption>字数：{least} 到 {most}</figcaption>\n</figure>\n"
    );
    out
}

/// Two drafts beside each other, what they share marked.
fn side_by_side(pair: &[(String, String); 2]) -> String {
    let [a, b] = [0, 1].map(|side| shingles_of(&pair[side].1));
    let both: BTreeSet<Shingle> = a.intersection(&b).copied().collect();
    let [left, right] = [0, 1].map(|side| {
        let (file, words) = &pair[side];
        format!(
            "<article>\n<h3>{}</h3>\n{}</article>\n",
            escape(file),
            marked(words, &both)
        )
    });
    format!(
        "<section>\n<h2>最相近的两篇</h2>\n<p class=\"note\">两篇都有的文字加了底色。</p>\n<div class=\"pair\">\n{left}{right}</div>\n</section>\n"
    )
}

/// The lines of a text as paragraphs, the letters that stand in one of these shingles marked.
fn marked(words: &str, both: &BTreeSet<Shingle>) -> String {
    let all: Vec<char> = letters(words).collect();
    let stands = shared(&all, both);
    let mut out = String::new();
    let mut letter = 0;
    for line in words.lines().filter(|line| !line.trim().is_empty()) {
        out.push_str("<p>");
        let mut open = false;
        for c in line.trim().chars() {
            // A mark or blank is as the letter behind it; it may belong to both.
            let is_letter = letters(c.encode_utf8(&mut [0; 4])).next().is_some();
            let is_shared = stands.get(letter).copied().unwrap_or(false);
            if is_letter && is_shared != open {
                out.push_str(if is_shared { "<mark>" } else { "</mark>" });
                open = is_shared;
            }
            letter += usize::from(is_letter);
            out.push_str(&escape(c.encode_utf8(&mut [0; 4])));
        }
        if open {
            out.push_str("</mark>");
        }
        out.push_str("</p>\n");
    }
    out
}

fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

use super::furniture::{Furniture, Removed};
use super::line::Line;
use crate::corpus::marker::{Family, marker};
use crate::draft::letters;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What stands above the text.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub title: Option<Range<usize>>,
    pub subtitle: Option<Range<usize>>,
    pub byline: Vec<Range<usize>>,
    pub salutation: Option<Range<usize>>,
}

/// A line that is a salutation: 同志们：, 尊敬的各位领导、各位来宾：
static SALUTATION: LazyLock<Regex> = LazyLock::new(|| {
    let people = "同志|代表|委员|领导|来宾|嘉宾|朋友|老师|同学|同仁|先生|女士|乡亲|战友|评委|主任|书记|校友|专家|家长|职工|青年|企业家|媒体";
    let pattern = format!(
        r"^(尊敬的|敬爱的|亲爱的|各位|同志们|{people})[^。；]{{0,60}}[:：!！]$|^(各位)?({people})们?[:：!！]$"
    );
    Regex::new(&pattern).expect("the pattern is written out here")
});

/// A line that ends as titles of speeches do.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(讲话|讲话稿|发言|发言稿|发言材料|致辞|致词|祝词|贺词|报告|汇报|汇报材料|述职|主持词|演讲|演讲稿|讲稿|党课|思考|体会|心得|总结|讲话提纲|表态发言|署名文章|讲话要点|动员令)(稿)?([（(][^（()）]*[)）])?$")
        .expect("the pattern is written out here")
});

/// What a portal writes behind a title.
static SUFFIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*[（(【\[](全文|完整版|最新|范文|摘要|精选|推荐|实录|\d+篇|[一二三四五六七八九十]+篇)[)）】\]]$").expect("the pattern is written out here")
});

/// A line of who, where and when: （2024年3月5日）, 市委组织部部长　某某某
static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[（(]?\s*([0-9０-９xX×二〇○Oo零一二三四五六七八九]{2,4}\s*年.{0,40}|.{0,30}\d{1,2}月\d{1,2}日.{0,12})[)）]?$|^[\p{Han}·×xX某*]{2,4}$|^[\p{Han}]{2,30}(书记|部长|主任|市长|县长|区长|省长|州长|主席|局长|厅长|校长|院长|会长|委员|总理|代表)[\s　]*[\p{Han}·×某*\s　]{0,8}$|^(作者|讲话人|发言人|时间|地点|主讲人|报告人)[:：].{0,40}$|^——.{4,60}$")
        .expect("the pattern is written out here")
});

impl Head {
    /// Takes the head off the lines; what the page wrote above it is none of it.
    pub fn take(lines: &mut Vec<Line<'_>>, removed: &mut Vec<Removed>) -> Self {
        let body = lines
            .iter()
            .position(|l| l.is_prose() || SALUTATION.is_match(l.text) || is_numbered(l.text))
            .unwrap_or(0);
        let mut found = Self::default();
        let above: Vec<Line<'_>> = lines.drain(..body).collect();
        let title = title(&above);
        let mut kept = Vec::new();
        for (at, line) in above.iter().enumerate() {
            let range = line.range.clone();
            match &title {
                Some(title) if at < title.start => removed.push(Removed {
                    range,
                    what: Furniture::PageTitle,
                }),
                Some(title) if title.contains(&at) => {
                    let whole = found.title.get_or_insert(range.clone());
                    whole.end = range.end;
                }
                _ if found.subtitle.is_none() && is_subtitle(line) => found.subtitle = Some(range),
                _ if BYLINE.is_match(line.text) || line.chars() <= 24 => found.byline.push(range),
                // A paragraph without an end of its own.
                _ => kept.push(line.clone()),
            }
        }
        lines.splice(0..0, kept);
        if let Some(title) = &mut found.title {
            let text = above.iter().find(|l| l.range.end == title.end);
            if let Some(cut) = text.and_then(|line| SUFFIX.find(line.text).map(|m| (line, m))) {
                let (line, cut) = cut;
                let from = line.range.start + cut.start();
                let blanks = cut.as_str().len() - cut.as_str().trim_start().len();
                title.end = from;
                removed.push(Removed {
                    range: from + blanks..line.range.end,
                    what: Furniture::PageTitle,
                });
            }
        }
        found.salutation = salutation(lines);
        found
    }
}

/// Whether a line ends as titles of speeches do.
pub(super) fn is_title(line: &Line<'_>) -> bool {
    TITLE.is_match(line.text)
        && (6..=60).contains(&line.chars())
        && !line.text.contains(['：', ':', '。'])
}

/// Whether a line begins with a number; a dash may open a subtitle.
pub(super) fn is_numbered(text: &str) -> bool {
    marker(text, true).is_some_and(|m| m.family != Family::Dash)
}

fn is_subtitle(line: &Line<'_>) -> bool {
    line.text.starts_with("——")
        || line.text.starts_with("--")
        || line.text.starts_with("在") && TITLE.is_match(line.text)
}

/// Which of the lines above the text are the title.
fn title(above: &[Line<'_>]) -> Option<Range<usize>> {
    let fits = |line: &Line<'_>| {
        let bare = SUFFIX.replace(line.text, "");
        TITLE.is_match(&bare) && line.chars() <= 60 && !line.text.contains('。')
    };
    // Of a title printed twice, the one beside the text.
    let named = above
        .iter()
        .rposition(|line| fits(line) && !is_subtitle(line) && !BYLINE.is_match(line.text));
    let named = named.or_else(|| {
        above
            .iter()
            .rposition(|line| fits(line) && !line.text.starts_with('—'))
    });
    let long = || {
        let longest = above
            .iter()
            .enumerate()
            .filter(|(_, line)| (5..=60).contains(&line.han()) && !BYLINE.is_match(line.text))
            .max_by_key(|(at, line)| (line.han().min(12), std::cmp::Reverse(*at)));
        longest.map(|(at, _)| at)
    };
    let at = named.or_else(long)?;
    let mut from = at;
    // One printed on two lines: 在全市组织工作会议上的 / 讲话
    while from > 0 && is_first_half(&above[from - 1], &above[from]) {
        from -= 1;
    }
    Some(from..at + 1)
}

fn is_first_half(line: &Line<'_>, next: &Line<'_>) -> bool {
    let is_short = letters(next.text).count() <= 6;
    !next.is_apart
        && (line.text.ends_with(['的', '上', '暨', '和', '、']) || is_short)
        && !line.ends()
        && !TITLE.is_match(line.text)
        && line.han() >= 4
}

/// Takes the salutation off, a line of its own or the beginning of the first.
fn salutation(lines: &mut Vec<Line<'_>>) -> Option<Range<usize>> {
    let first = lines.first_mut()?;
    if SALUTATION.is_match(first.text) {
        let mut range = first.range.clone();
        lines.remove(0);
        // 各位领导，/ 同志们：
        while lines
            .first()
            .is_some_and(|l| SALUTATION.is_match(l.text) && l.chars() <= 20)
        {
            range.end = lines.remove(0).range.end;
        }
        return Some(range);
    }
    let end = first
        .text
        .char_indices()
        .take(40)
        .find(|(_, c)| ":：!！".contains(*c));
    let (at, mark) = end?;
    let end = at + mark.len_utf8();
    if !SALUTATION.is_match(&first.text[..end]) {
        return None;
    }
    let range = first.range.start..first.range.start + end;
    let rest = first.text[end..].trim_start_matches(super::line::is_blank);
    let start = first.range.end - rest.len();
    first.range.start = start;
    first.text = rest;
    first.is_indented = false;
    if rest.is_empty() {
        lines.remove(0);
    }
    Some(range)
}

use super::{Paper, Tree, masks};
use crate::diag::{Diagnostic, both};
use crate::draft::chinese_number;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The most places that are told of one kind.
const MOST: usize = 20;

static CONTACT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(1[3-9]\d{9}|0\d{2,3}-\d{7,8}|(QQ|qq|微信)号?\s*[:：]?\s*[A-Za-z0-9_]{5,20}|\d{17}[\dXx])")
        .expect("the pattern is written out here")
});

/// What the user should know of a document: what was taken away, what was blotted out, what is numbered wrong, and whom it
/// would give away.
pub fn findings(paper: &Paper, tree: &Tree) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(foreign(paper));
    found.extend(removed(paper));
    found.extend(blotted(paper));
    found.extend(misnumbered(paper, tree).take(MOST));
    found.extend(contacts(paper).take(MOST));
    found
}

/// What other kinds of document call themselves in their titles.
const FOREIGN: [&str; 14] = [
    "主持词",
    "述职报告",
    "述职述廉",
    "会议纪要",
    "通知",
    "通报",
    "决定",
    "意见",
    "方案",
    "办法",
    "总结",
    "简报",
    "贺信",
    "倡议书",
];

/// A title that names a kind of document for which there is no genre.
fn foreign(paper: &Paper) -> Option<Diagnostic> {
    let title = paper.title.as_ref()?;
    let words = paper.clean(title);
    let kind = FOREIGN.iter().find(|kind| words.ends_with(**kind))?;
    Some(
        Diagnostic::warning(
            "corpus.foreign",
            both!(
                "标题说是“{kind}”，没有这种体裁，按最像的一种提取",
                "by its title this is a {kind}, for which there is no genre; the one most like it is taken"
            ),
        )
        .at(paper.source.span(title.clone()))
        .help(both!(
            "看看 genre: 合不合用；`--keep text` 原样保留",
            "see whether `genre:` will do; `--keep text` keeps it as it is"
        )),
    )
}

/// What was taken away, by kind, in one warning at the first place.
fn removed(paper: &Paper) -> Option<Diagnostic> {
    let first = paper.removed.first()?;
    let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
    for removed in &paper.removed {
        *kinds.entry(removed.what).or_insert(0) += 1;
    }
    let zh: Vec<String> = kinds
        .iter()
        .map(|(k, n)| format!("{} {n}", k.names().0))
        .collect();
    let en: Vec<String> = kinds
        .iter()
        .map(|(k, n)| format!("{} {n}", k.names().1))
        .collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    Some(
        Diagnostic::warning(
            "corpus.removed",
            both!(
                "去掉了不属于讲话的文字：{zh}",
                "left out what is not the speech's own: {en}"
            ),
        )
        .at(paper.source.span(first.range.clone()))
        .help(both!(
            "核对一下；`nigao extract --json` 列出每一处的位置",
            "have a look; `nigao extract --json` lists every place"
        )),
    )
}

/// What was blotted out, by kind.
fn blotted(paper: &Paper) -> Option<Diagnostic> {
    let text = paper.source.text();
    let mut first = None;
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for paragraph in paper.title.iter().chain(&paper.paragraphs) {
        for mask in masks(&text[paragraph.clone()]) {
            let place = paragraph.start + mask.range.start..paragraph.start + mask.range.end;
            first.get_or_insert(place);
            *kinds.entry(mask.kind.wanted()).or_insert(0) += 1;
        }
    }
    let first = first?;
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(kind, n)| format!("{kind} {n}"))
        .collect();
    let kinds = kinds.join("、");
    Some(
        Diagnostic::warning(
            "corpus.masked",
            both!("有隐去的文字：{kinds}", "words were blotted out: {kinds}"),
        )
        .at(paper.source.span(first))
        .help(both!(
            "提纲里写成 〔待补：…〕，起草前补上",
            "the outline has 〔待补：…〕 there; supply them before drafting"
        )),
    )
}

fn misnumbered<'p>(paper: &'p Paper, tree: &'p Tree) -> impl Iterator<Item = Diagnostic> + 'p {
    tree.misnumbered.iter().map(|(range, wanted)| {
        let number = chinese_number(*wanted);
        Diagnostic::warning(
            "corpus.misnumbered",
            both!(
                "序号不接上一条：这里应是第{number}",
                "the number does not follow: this should be number {wanted}"
            ),
        )
        .at(paper.source.span(range.clone()))
        .help(both!(
            "看看是漏了一条，还是编错了号；`--keep text` 保留原来的序号",
            "see whether a point is missing or the number is wrong; `--keep text` keeps it as it is"
        ))
    })
}

/// Telephone numbers and the like in the text itself.
fn contacts(paper: &Paper) -> impl Iterator<Item = Diagnostic> + '_ {
    let text = paper.source.text();
    let places = paper.paragraphs.iter().flat_map(move |paragraph| {
        CONTACT
            .find_iter(&text[paragraph.clone()])
            .map(|m| paragraph.start + m.start()..paragraph.start + m.end())
    });
    places.map(|place| {
        Diagnostic::warning(
            "corpus.contact",
            both!(
                "正文里有电话、账号或证件号码",
                "the text holds the number of a telephone, an account or a paper"
            ),
        )
        .at(paper.source.span(place))
        .help(both!("起草前删去", "take it out before drafting"))
    })
}

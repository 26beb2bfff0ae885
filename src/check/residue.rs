use crate::diag::{Diagnostic, Source, both};
use crate::draft::{Draft, OriginKind};
use crate::locality::{Division, Locality, Table};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::BTreeSet;
use std::ops::Range;

/// Finds the names of divisions in a text.
pub struct Residues<'t> {
    table: &'t Table,
    names: Vec<Name<'t>>,
    automaton: AhoCorasick,
}

/// A name that may stand in a text.
struct Name<'t> {
    text: &'t str,
    division: &'t Division,
    /// Whether the word for its kind is left away: 长沙.
    is_stem: bool,
}

/// A name of a place that a text is not for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residue {
    /// The name as it stands.
    pub name: String,
    /// The code of the division.
    pub code: String,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
}

/// Names without their last word that are words of their own, or parts of others.
const WORDS: [&str; 53] = [
    "朝阳", "文山", "和平", "大同", "东方", "新华", "白银", "黄山", "安康", "吉安", "平安", "长治",
    "保定", "安顺", "三明", "永安", "长安", "新城", "中山", "青山", "红旗", "解放", "建设", "胜利",
    "光明", "兴安", "海东", "海南", "海西", "海北", "河南", "湖北", "黄南", "甘南", "通化", "通辽",
    "开封", "安定", "太平", "南安", "宁远", "怀化", "改则", "来宾", "鹤壁", "商洛", "商丘", "巴中",
    "中卫", "日照", "自贡", "六安", "泰安",
];

/// Names with their last word that are words all the same: 城区改造, 矿区, 新城区.
const GENERIC: [&str; 14] = [
    "城区",
    "郊区",
    "矿区",
    "东区",
    "西区",
    "新城区",
    "老城区",
    "市中区",
    "城中区",
    "城东区",
    "城西区",
    "城北区",
    "江北区",
    "中原区",
];

/// Words that hold a name by chance: 均衡水平 is not of 衡水.
const DECOYS: [&str; 35] = [
    "长白山",
    "白山黑水",
    "上海合作组织",
    "北京冬奥",
    "深圳速度",
    "均衡水平",
    "文山会海",
    "重大理论",
    "制定西",
    "美丽江西",
    "美丽江苏",
    "天山南北",
    "示范县",
    "振兴县",
    "推广安全",
    "东北海陆",
    "建成县",
    "健康县",
    "提高县",
    "和县域",
    "和县城",
    "和县乡",
    "和县级",
    "和县处",
    "和县（",
    "江河源",
    "海河源",
    "城市区",
    "新晋中",
    "和田间",
    "安全区域",
    "滨海城市",
    "适应城市",
    "中南部县",
    "阿里云",
];

/// What follows a name without its last word where it is part of another name: 长沙湾, 南京路, 延安精神.
const TAILS: [&str; 22] = [
    "湾", "路", "街", "镇", "乡", "村", "江", "河", "湖", "山", "桥", "港", "站", "口", "岛", "寺",
    "大学", "精神", "会议", "时期", "起义", "舰",
];

impl<'t> Residues<'t> {
    /// The names of a table.
    ///
    /// # Panics
    /// Never: a few thousand short names make an automaton.
    pub fn new(table: &'t Table) -> Self {
        let mut names = Vec::new();
        for division in table.divisions() {
            let mut add = |text: &'t str, is_stem: bool| {
                if text.chars().count() > 1 && !GENERIC.contains(&text) {
                    names.push(Name {
                        text,
                        division,
                        is_stem,
                    });
                }
            };
            add(&division.name, false);
            for alias in &division.aliases {
                add(alias, false);
            }
            // Of counties the bare name is too often a word; of provinces and prefectures one says it.
            let depth = table.above(division).count();
            let stem = division.stem();
            let is_county = depth > 1 || depth == 1 && table.below(&division.code).next().is_none();
            let enough = if is_county { 3 } else { 2 };
            if stem.chars().count() >= enough && !WORDS.contains(&stem) {
                add(stem, true);
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            // A draft is short: making the automaton costs more than running it.
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .build(names.iter().map(|name| name.text).chain(DECOYS))
            .expect("a few thousand short names make an automaton");
        Self {
            table,
            names,
            automaton,
        }
    }

    /// The names in a text that are of no place in `own` (codes), none above or below one, and none of the words in `allowed`.
    pub fn find(&self, text: &str, own: &[String], allowed: &str) -> Vec<Residue> {
        let near = self.near(own);
        let whole: Vec<String> = own
            .iter()
            .filter_map(|code| self.table.get(code))
            .filter(|d| d.kind == "自治州")
            .map(|_| "全州".to_owned())
            .collect();
        self.automaton
            .find_iter(text)
            .filter_map(|found| {
                // Behind the names come the words that hold one by chance.
                let name = self.names.get(found.pattern().as_usize())?;
                let rest = &text[found.end()..];
                let is_part = name.is_stem && TAILS.iter().any(|tail| rest.starts_with(tail));
                // 全州县级干部 is not 全州县.
                let is_whole = whole
                    .iter()
                    .any(|word| name.text.starts_with(word.as_str()));
                let is_own = self.is_near(name, &near);
                let is_said = allowed.contains(name.text);
                (!is_part && !is_whole && !is_own && !is_said).then(|| Residue {
                    name: name.text.to_owned(),
                    code: name.division.code.clone(),
                    at: found.start()..found.end(),
                })
            })
            .collect()
    }

    /// The divisions of the codes with all above them.
    fn near(&self, own: &[String]) -> Vec<&'t Division> {
        let divisions = own.iter().filter_map(|code| self.table.get(code));
        divisions
            .flat_map(|d| std::iter::once(d).chain(self.table.above(d)))
            .collect()
    }

    /// Whether a name is one of those near, or of a place below the first of them; places of one name count as one.
    fn is_near(&self, name: &Name<'_>, near: &[&Division]) -> bool {
        let Some(own) = near.first() else {
            return false;
        };
        let same = |d: &Division| {
            d.name == name.text || d.stem() == name.text || d.aliases.iter().any(|a| a == name.text)
        };
        near.iter()
            .any(|d| same(d) || d.stem() == name.division.stem())
            || self
                .places_named(name.text)
                .any(|d| self.table.above(d).any(|a| a.code == own.code))
    }

    fn places_named<'s>(&'s self, text: &'s str) -> impl Iterator<Item = &'t Division> + 's {
        self.names
            .iter()
            .filter(move |name| name.text == text)
            .map(|name| name.division)
    }

    /// The names in a draft for a place, each as a fault with its place and origin. What the outline says of a name is the drafter's own, and
    /// so is what the place is called by its office.
    pub fn in_draft(&self, draft: &Draft, place: &Locality) -> Vec<Diagnostic> {
        let own = place.codes();
        let spans = draft.blocks.iter().flat_map(|block| &block.spans);
        let said =
            spans.filter(|s| matches!(s.origin.kind, OriginKind::Outline | OriginKind::Locality));
        let allowed = said.map(|s| s.text.as_str()).collect::<Vec<_>>().join("\n");
        let mut found = Vec::new();
        for (number, block) in draft.blocks.iter().enumerate() {
            let text: String = block.spans.iter().map(|s| s.text.as_str()).collect();
            for residue in self.find(&text, &own, &allowed) {
                let mut end = 0;
                let mut origins: BTreeSet<&str> = BTreeSet::new();
                for span in &block.spans {
                    let start = end;
                    end += span.text.len();
                    if start < residue.at.end && residue.at.start < end {
                        origins.insert(&span.origin.at);
                    }
                }
                let origin = origins.into_iter().collect::<Vec<_>>().join(", ");
                let (name, code) = (&residue.name, &residue.code);
                let path = self
                    .table
                    .get(code)
                    .map_or_else(String::new, |d| self.table.path(d));
                // Long paragraphs are shown from a little before the name.
                let begin = text[..residue.at.start]
                    .char_indices()
                    .rev()
                    .nth(24)
                    .map_or(0, |(at, _)| at);
                let end = text[residue.at.end..]
                    .char_indices()
                    .nth(12)
                    .map_or(text.len(), |(at, _)| residue.at.end + at);
                let paragraph = number + 1;
                let source = Source::new(format!("draft, block {paragraph}"), &text[begin..end]);
                found.push(
                    Diagnostic::error(
                        "bound.residue",
                        both!(
                            "稿子里有别处的地名 `{name}`（{code} {path}）",
                            "the draft names another place, `{name}` ({code} {path})"
                        ),
                    )
                    .at(source.span(residue.at.start - begin..residue.at.end - begin))
                    .help(both!(
                        "它出自 {origin}；改那里，确实要提到就写进提纲",
                        "it comes from {origin}; mend it there, or let the outline say it"
                    )),
                );
            }
        }
        found
    }
}

use super::{Date, Fact, Length, Level, Place, Points, Prose};
use crate::diag::{Located, Source};
use crate::terms::Series;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An outline with the file it was read from.
#[derive(Debug, Clone)]
pub struct Outline {
    /// What the file says.
    pub fields: Fields,
    /// The file.
    pub source: Arc<Source>,
    /// What was set in it from outside: lines of `key=value`, sorted.
    pub set: String,
}

/// The keys of an outline.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Outline", title = "nigao outline 提纲")]
pub struct Fields {
    /// 体裁 / the genre: the name of a template
    #[serde(alias = "体裁")]
    #[schemars(with = "Prose")]
    pub genre: Located<Prose>,
    /// 标题 / the title of the speech
    #[serde(alias = "标题")]
    #[schemars(with = "Prose")]
    pub title: Located<Prose>,
    /// 日期 / the day of the speech; decides which expressions are in use
    #[serde(default, alias = "日期")]
    #[schemars(with = "Option<Date>")]
    pub date: Option<Located<Date>>,
    /// 讲话人 / the speaker
    #[serde(default, alias = "讲话人")]
    #[schemars(with = "Option<Speaker>")]
    pub speaker: Option<Located<Speaker>>,
    /// 称谓 / the salutation
    #[serde(default, alias = "称谓")]
    #[schemars(with = "Option<Prose>")]
    pub salutation: Option<Located<Prose>>,
    /// 篇幅 / the wanted length in Han characters
    #[serde(default, alias = "篇幅", alias = "字数")]
    #[schemars(with = "Option<Length>")]
    pub length: Option<Located<Length>>,
    /// 地方 / the place the speech is for: a code, a name, a path such as 江苏/苏州/昆山, or a kind of division such as 地级市
    #[serde(default, alias = "地方", alias = "区划")]
    #[schemars(with = "Option<Place>")]
    pub locality: Option<Located<Place>>,
    /// 主题 / the work the speech is about, as a noun: 组织部门自身建设
    #[serde(default, alias = "主题")]
    #[schemars(with = "Option<Prose>")]
    pub theme: Option<Located<Prose>>,
    /// 队伍 / the people spoken to and about: 组工干部
    #[serde(default, alias = "队伍", alias = "对象")]
    #[schemars(with = "Option<Prose>")]
    pub team: Option<Located<Prose>>,
    /// 材料 / facts by name: the only source of numbers, names, document titles and quotations
    #[serde(default, alias = "材料", alias = "事实")]
    #[schemars(with = "BTreeMap<Prose, Fact>")]
    pub facts: BTreeMap<Prose, Located<Fact>>,
    /// 选定 / slots held to an entry of the bank, by path and id: nigao space lists both
    #[serde(default, alias = "选定")]
    #[schemars(with = "BTreeMap<Prose, Prose>")]
    pub pins: BTreeMap<Prose, Located<Prose>>,
    /// 落款 / the signature, for a text that is printed: （作者系某某）
    #[serde(default, alias = "落款")]
    #[schemars(with = "Option<Prose>")]
    pub signature: Option<Located<Prose>>,
    /// 部分 / the sections, in order
    #[serde(alias = "部分", alias = "结构")]
    #[schemars(with = "Vec<Section>")]
    pub sections: Vec<Located<Section>>,
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Speaker {
    /// 职务 / the post
    #[serde(default, alias = "职务")]
    pub post: Option<Prose>,
    /// 姓名 / the name
    #[serde(default, alias = "姓名")]
    pub name: Option<Prose>,
}

/// One section: a move of the genre, with what it needs.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// 语步 / the move: opening, problems, remedies, call …
    #[serde(rename = "move", alias = "语步")]
    #[schemars(with = "Prose")]
    pub step: Located<Prose>,
    /// 小标题 / a heading; left out where the section has none
    #[serde(default, alias = "小标题", alias = "论点")]
    #[schemars(with = "Option<Prose>")]
    pub claim: Option<Located<Prose>>,
    /// 会议 / the occasion, as a noun: 组织部门自身建设会议
    #[serde(default, alias = "会议", alias = "场合")]
    #[schemars(with = "Option<Prose>")]
    pub occasion: Option<Located<Prose>>,
    /// 时段 / the time that is looked back on, as it begins a sentence: 今年以来
    #[serde(default, alias = "时段")]
    #[schemars(with = "Option<Prose>")]
    pub period: Option<Located<Prose>>,
    /// 标准 / the facts (documents, quotations) that are the standard, by name
    #[serde(default, alias = "标准")]
    #[schemars(with = "Vec<Prose>")]
    pub standards: Vec<Located<Prose>>,
    /// 目的 / what it is all for, as a verb phrase: 谱写全市组织工作新篇章
    #[serde(default, alias = "目的")]
    #[schemars(with = "Option<Prose>")]
    pub cause: Option<Located<Prose>>,
    /// 序号文字 / a marker of its heading, written by hand instead of the made one
    #[serde(default, alias = "序号文字")]
    pub marker: Option<Prose>,
    /// 层级 / the level of its heading, 1 to 4, where headings of several levels stand in a row: 一、（一）1.（1）
    #[serde(default, alias = "层级")]
    pub level: Option<Level>,
    /// 序号 / how the points are numbered
    #[serde(default, alias = "序号")]
    pub series: Option<Series>,
    /// 要点 / the points: a list, or a number to be drawn from the bank
    #[serde(default, alias = "要点")]
    #[schemars(with = "Option<Points>")]
    pub points: Option<Located<Points>>,
    /// 原话 / the whole text of the section, used as it stands
    #[serde(default, alias = "原话", alias = "正文")]
    #[schemars(with = "Option<Prose>")]
    pub text: Option<Located<Prose>>,
}

impl Section {
    /// Its points.
    pub fn points(&self) -> &Points {
        self.points.as_ref().map_or(&Points::Unsaid, |p| &p.value)
    }
}

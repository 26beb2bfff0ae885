use crate::batch::{Certify, Shard};
use crate::export::Format;
use crate::outline::Length;
use chrono::NaiveDate;
use clap::{Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use std::path::PathBuf;

/// Drafts Chinese work speeches (讲话稿) from an outline. 按提纲起草讲话稿。
#[derive(Debug, Parser)]
#[command(name = "nigao", version, about, max_term_width = 100)]
pub(super) struct Args {
    /// The folder with your own templates, outlines, phrases, localities and terms 自己的模板、语料所在的文件夹 [default: the current folder]
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub project: Option<PathBuf>,
    /// The language of messages, zh or en 提示用的语言 [default: from the locale]
    #[arg(long, global = true, value_parser = ["zh", "en"])]
    pub lang: Option<String>,
    /// No remarks on stderr 不说多余的话
    #[arg(long, short, global = true)]
    pub quiet: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Draft a speech from an outline 按提纲起草一篇
    Draft(Draft),
    /// Make many drafts that differ, from outlines, for places 成批起草，篇篇不同
    Batch(Batch),
    /// Say how many drafts an outline can become, and what limits them 一份提纲能写出多少篇
    Space(Space),
    /// Show sentence by sentence what two drafts share and where they differ 逐句比较两篇稿子
    Diff(Diff),
    /// Write an edited draft as a file of another format 把改好的稿子转成 Word 等格式
    Export(Export),
    /// Turn somebody's speech into an outline 把一篇讲话变成提纲
    Extract(Extract),
    /// Find what documents have in common: candidates for the phrase bank 从材料里采集语料
    Harvest(Harvest),
    /// Look into the phrase bank 查看语料
    #[command(subcommand)]
    Bank(Bank),
    /// The names of a place, or all places 一个地方的各种称谓，或者所有的地方
    Locality(Locality),
    /// List genres, outlines, topics and terms 列出体裁、提纲、题材和固定提法
    List,
    /// Print a commented outline of a genre, to be filled in 给出一份可填写的提纲
    New(New),
    /// Begin a folder for your own outlines, templates and phrases 建一个自己的文件夹
    Init(Init),
    /// Print a JSON Schema 给出 JSON Schema
    Schema(Schema),
    /// Print the completions for a shell 给出命令补全
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct Harvest {
    /// Documents, or folders of them: text, Markdown, HTML or Word 材料
    #[arg(required = true, value_name = "DIR", value_hint = ValueHint::AnyPath)]
    pub documents: Vec<PathBuf>,
    /// The file of the bank that candidates are added to; without it, to stdout 候选语料写到哪里
    #[arg(long, short, value_name = "BANK", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// The most candidates, the best first 最多几条
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    pub most: u32,
    /// Also what the bank holds already 连同语料库里已有的
    #[arg(long)]
    pub held: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// The draft: Markdown, text, Word, HTML or JSON 稿子
    #[arg(value_hint = ValueHint::FilePath)]
    pub draft: PathBuf,
    /// Write to FILE, or - for stdout 写入文件
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: PathBuf,
    /// text, markdown, html, docx or json [default: by the ending of FILE]
    #[arg(long, short, value_parser = format)]
    pub format: Option<Format>,
    /// How a Word file or a page is laid out: a file of layouts/ by its name 版式
    #[arg(long, value_name = "NAME")]
    pub layout: Option<String>,
    /// Number headings and points anew where a number does not follow 重新编号
    #[arg(long)]
    pub renumber: bool,
    /// How a text is encoded; the last two are for old Windows, with its line ends 文本的编码
    #[arg(long, value_enum, default_value_t = Encoding::Utf8)]
    pub encoding: Encoding,
    /// Overwrite FILE if it exists 覆盖已有文件
    #[arg(long)]
    pub force: bool,
}

/// How a text is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Encoding {
    /// UTF-8
    #[value(name = "utf-8")]
    Utf8,
    /// UTF-8 with a mark at its beginning
    #[value(name = "utf-8-bom")]
    Utf8Bom,
    /// GB18030
    #[value(name = "gb18030")]
    Gb18030,
}

/// How much of a document to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Keep {
    /// Its claims in their order; the bank says the rest 只留骨架
    Skeleton,
    /// Its claims with the facts they rest on 连同材料
    Points,
    /// Every word, paragraph by paragraph 全文照录
    Text,
}

#[derive(Debug, clap::Args)]
pub(super) struct Extract {
    /// The document: text, Markdown, HTML or Word 文件
    #[arg(value_hint = ValueHint::FilePath)]
    pub document: PathBuf,
    /// Where to write the outline; without it, to stdout 提纲写到哪里
    #[arg(long, short, value_name = "OUTLINE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// How much of the document to keep: its claims, with their facts, or every word 保留多少
    #[arg(long, value_enum, default_value_t = Keep::Skeleton)]
    pub keep: Keep,
    /// Replace the file that is there 覆盖已有的文件
    #[arg(long)]
    pub force: bool,
    /// Print the section tree as JSON, with places in code points 输出层次结构
    #[arg(long, conflicts_with_all = ["output", "keep"])]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Draft {
    /// The outline, a YAML file, or the name of a shipped one such as rectification 提纲
    #[arg(value_hint = ValueHint::FilePath)]
    pub outline: PathBuf,
    /// The seed; another seed is another draft 换一个数就换一稿
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "id")]
    pub seed: u64,
    /// The id of an earlier draft, to get it again 找回编号为 ID 的那一稿
    #[arg(long)]
    pub id: Option<String>,
    #[command(flatten)]
    pub wishes: Wishes,
    /// Draw one slot anew and keep all others; twice for the next of its entries 只换一处，其余不动
    #[arg(long, value_name = "SLOT")]
    pub redraw: Vec<String>,
    /// Write to FILE instead of stdout 写入文件
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// text, markdown, html, docx or json [default: by the ending of FILE, or text]
    #[arg(long, short, value_parser = format)]
    pub format: Option<Format>,
    /// How a Word file or a page is laid out: a file of layouts/ by its name 版式
    #[arg(long, value_name = "NAME")]
    pub layout: Option<String>,
    /// In a Word file: comments on where each sentence comes from, gaps marked 批注来源，标出待补
    #[arg(long, conflicts_with_all = ["revise", "explain"])]
    pub review: bool,
    /// In a Word file: what was changed since OLD, tracked 对照旧稿，改动留痕
    #[arg(long, value_name = "OLD", value_hint = ValueHint::FilePath, conflicts_with = "explain")]
    pub revise: Option<PathBuf>,
    /// Overwrite FILE if it exists 覆盖已有文件
    #[arg(long)]
    pub force: bool,
    /// Show each sentence with where it comes from 逐句列出来源
    #[arg(long, conflicts_with = "format")]
    pub explain: bool,
    /// How fast the speaker speaks, in characters a minute 每分钟字数
    #[arg(long, value_name = "CHARS", default_value_t = 200, value_parser = clap::value_parser!(u32).range(60..=400))]
    pub pace: u32,
}

/// What may be wished otherwise than the outline says.
#[derive(Debug, clap::Args)]
pub(super) struct Wishes {
    /// Another place than the outline's: a code, a name, a path, or a kind such as 县 另一个地方
    #[arg(long, short, value_name = "PLACE")]
    pub locality: Option<String>,
    /// Another length than the outline's, in Han characters: 2500 or 2500±2% 另一个篇幅
    #[arg(long, short = 'n', value_parser = length)]
    pub length: Option<Length>,
    /// Another date than the outline's, such as 2026-03-05 另一个日期
    #[arg(long, short, value_parser = date)]
    pub date: Option<NaiveDate>,
    /// Another value for a key of the outline, such as speaker.post=市委书记 给提纲里的一项另填一个值
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    pub set: Vec<(String, String)>,
    /// Hold a slot to an entry of the bank while the rest varies 把一处定为某个条目
    #[arg(long, value_name = "SLOT=ENTRY", value_parser = pair)]
    pub pin: Vec<(String, String)>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Batch {
    /// The outlines 提纲
    #[arg(value_hint = ValueHint::FilePath, required_unless_present_any = ["verify", "merge"])]
    pub outlines: Vec<PathBuf>,
    /// How many drafts of each outline, at each place 每份提纲在每个地方写几篇
    #[arg(long, short = 'n', value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000), required_unless_present_any = ["verify", "merge"])]
    pub number: Option<u64>,
    /// The folder to write into, or - for lines of JSON on stdout 写入的文件夹
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath, required_unless_present = "verify")]
    pub output: Option<PathBuf>,
    /// A list of places: CSV with a column `locality`, and columns of outline keys to set 地方名单
    #[arg(long, value_name = "LIST", value_hint = ValueHint::FilePath, conflicts_with = "locality")]
    pub localities: Option<PathBuf>,
    /// One place for all 都给同一个地方写
    #[arg(long, short, value_name = "PLACE")]
    pub locality: Option<String>,
    /// The most that any two drafts of an outline at a place may overlap: 0.25 or 25% 两篇重合的上限
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub max_overlap: Option<f64>,
    /// The seed; another seed is another batch 换一个数就换一批
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Another length than the outlines', in Han characters: 2500 or 2500±2% 另一个篇幅
    #[arg(long, value_parser = length)]
    pub length: Option<Length>,
    /// Another date than the outlines', such as 2026-03-05 另一个日期
    #[arg(long, short, value_parser = date)]
    pub date: Option<NaiveDate>,
    /// Hold a slot to an entry of the bank while the rest varies 把一处定为某个条目
    #[arg(long, value_name = "SLOT=ENTRY", value_parser = pair)]
    pub pin: Vec<(String, String)>,
    /// The speaker's pace, in characters a minute 语速
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(60..=400))]
    pub pace: u32,
    /// text, markdown, html, docx or json
    #[arg(long, short, value_parser = format, default_value = "text")]
    pub format: Format,
    /// How Word files or pages are laid out: a file of layouts/ by its name 版式
    #[arg(long, value_name = "NAME")]
    pub layout: Option<String>,
    /// Which pairs are compared: all, sample or none [default: all, but of more than 10,000 drafts a sample] 两两比较的范围
    #[arg(long, value_name = "WHICH", value_parser = certify)]
    pub certify: Option<Certify>,
    /// Compare drafts of different outlines and places, too 不同提纲、不同地方之间也比
    #[arg(long)]
    pub across: bool,
    /// A batch issued earlier, to be compared with 和以前发出的一批比
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub against: Vec<PathBuf>,
    /// How many threads draft [default: one a core] 几个线程
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub jobs: Option<u32>,
    /// Only one of several parts: 2/8; `--merge` puts them together 只写其中一份
    #[arg(long, value_name = "I/K", value_parser = shard)]
    pub shard: Option<Shard>,
    /// Go on with a batch that was broken off 接着写没写完的一批
    #[arg(long)]
    pub resume: bool,
    /// Hold the batch in DIR against its manifest and certificate 复核一批稿子
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with_all = ["outlines", "merge", "output"])]
    pub verify: Option<PathBuf>,
    /// Put the shards in these folders together 把各份合起来
    #[arg(long, value_name = "DIR", num_args = 1.., value_hint = ValueHint::DirPath, conflicts_with_all = ["outlines", "number", "localities", "locality", "max_overlap", "seed", "length", "date", "pin", "format", "certify", "across", "shard"])]
    pub merge: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Space {
    /// The outline, a YAML file 提纲
    #[arg(value_hint = ValueHint::FilePath)]
    pub outline: PathBuf,
    #[command(flatten)]
    pub wishes: Wishes,
    /// One slot with the entries it may draw 一个空位可用的条目
    #[arg(long, value_name = "PATH")]
    pub slot: Option<String>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    /// The whole plan with its words, for a program that draws by itself 整个方案，供别的程序自行抽取
    #[arg(long, requires = "json", conflicts_with = "slot")]
    pub full: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Diff {
    /// A draft: text, Markdown, HTML or JSON 一篇
    #[arg(value_hint = ValueHint::FilePath)]
    pub first: PathBuf,
    /// Another 另一篇
    #[arg(value_hint = ValueHint::FilePath)]
    pub second: PathBuf,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Locality {
    /// A code, a name, a path such as 江苏/苏州/昆山, or a kind of division [default: list them all] 代码、名称、路径或种类
    pub place: Option<String>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    /// Show what supplied each name 列出每个称谓的来历
    #[arg(long, conflicts_with = "json")]
    pub explain: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Bank {
    /// The pools with their sizes, and entries no template reaches 各语料池的条数，和没有模板用到的条目
    List {
        /// Only pools whose name holds this 只列名字里有这几个字的池
        filter: Option<String>,
        /// How deep each pool is against what one draft of your outlines draws, the shallowest first 各池够用几稿，最浅的在前
        #[arg(long)]
        pool: bool,
    },
    /// An entry or a pool, whole 一个条目或一个池的全部内容
    Show {
        /// The entry's id or the pool's name
        name: String,
    },
    /// Hold every phrase against the documents it was taken from 逐条核对出处
    Verify {
        /// The folder with the documents 文献所在的文件夹
        #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
        corpus: PathBuf,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// The genre, such as rectification 体裁
    pub genre: String,
    /// Write to FILE instead of stdout 写入文件
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Overwrite FILE if it exists 覆盖已有文件
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// The folder [default: the current one] 文件夹
    #[arg(value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
    /// Copy the shipped templates too, to be changed 把自带的模板也抄一份
    #[arg(long)]
    pub templates: bool,
    /// Begin the overlay of a place instead: its names, templates and phrases 为一个地方建自己的称谓、模板和语料
    #[arg(long, short, value_name = "PLACE", conflicts_with = "templates")]
    pub locality: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// What of: outline
    #[arg(value_parser = ["outline"])]
    pub name: String,
}

fn format(name: &str) -> Result<Format, String> {
    Format::of_name(name).ok_or_else(Format::names)
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("write NAME=VALUE".to_owned()),
    }
}

fn share(text: &str) -> Result<f64, String> {
    let (number, unit) = match text.strip_suffix('%') {
        Some(number) => (number, 100.0),
        None => (text, 1.0),
    };
    let share = number
        .trim()
        .parse::<f64>()
        .map_err(|_| "write 25% or 0.25".to_owned())?
        / unit;
    if (0.0..=1.0).contains(&share) {
        Ok(share)
    } else {
        Err("write 25% or 0.25".to_owned())
    }
}

fn certify(name: &str) -> Result<Certify, String> {
    match name {
        "all" => Ok(Certify::All),
        "sample" => Ok(Certify::Sample),
        "none" => Ok(Certify::None),
        _ => Err("all, sample, none".to_owned()),
    }
}

fn shard(text: &str) -> Result<Shard, String> {
    text.parse()
}

fn length(text: &str) -> Result<Length, String> {
    text.parse()
        .map_err(|said: String| said.replace(" | ", " / "))
}

fn date(text: &str) -> Result<NaiveDate, String> {
    crate::terms::parse_date(text).ok_or_else(|| "2026-03-05".to_owned())
}

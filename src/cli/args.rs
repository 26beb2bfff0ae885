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
    /// Say how many drafts an outline can become, and what limits them 一份提纲能写出多少篇
    Space(Space),
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
    /// Write to FILE instead of stdout 写入文件
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// text, markdown, html or json [default: by the ending of FILE, or text]
    #[arg(long, short, value_parser = format)]
    pub format: Option<Format>,
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
    Format::of_name(name).ok_or_else(|| "text, markdown, html, json".to_owned())
}

fn length(text: &str) -> Result<Length, String> {
    text.parse()
        .map_err(|said: String| said.replace(" | ", " / "))
}

fn date(text: &str) -> Result<NaiveDate, String> {
    crate::terms::parse_date(text).ok_or_else(|| "2026-03-05".to_owned())
}

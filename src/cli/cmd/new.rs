use crate::cli::args;
use crate::cli::desk::Desk;
use crate::diag::Result;
use crate::template::{Genre, genre_named, genres};
use std::fmt::Write;

/// `nigao new`
pub(super) fn run(args: &args::New, desk: &mut Desk<'_>) -> Result<u8> {
    let genre = genre_named(genres(&desk.shelf())?, &args.genre, None)?;
    let text = outline(&genre);
    match &args.output {
        Some(path) => desk.write(path, &text, args.force)?,
        None => desk.print(&text)?,
    }
    Ok(0)
}

/// A commented outline of the genre. It drafts as it stands, with 〔待补〕 where the drafter has to say something.
pub(super) fn outline(genre: &Genre) -> String {
    let front = &genre.front;
    let mut out = format!(
        "# {}：{}\n# 填好后运行：nigao draft 这个文件.yaml\n",
        front.title, front.about
    );
    let title = if front.written {
        "某某文章的标题"
    } else {
        "在某某会议上的讲话"
    };
    let length = front.length.unwrap_or(3000);
    line(&mut out, &format!("genre: {}", genre.name), "体裁");
    line(&mut out, &format!("title: {title}"), "标题");
    line(&mut out, "# date: 2026-03-05", "日期，决定哪些提法可用");
    line(
        &mut out,
        "# speaker: {post: 职务, name: 姓名}",
        if front.written { "作者" } else { "讲话人" },
    );
    if let Some(salutation) = &front.salutation {
        line(&mut out, &format!("salutation: {salutation}"), "称谓");
    }
    line(
        &mut out,
        &format!("length: {length}"),
        &format!("汉字数，上下浮动百分之五；可写 {length}±2%"),
    );
    line(
        &mut out,
        "# locality: 地级市",
        "哪里：延边州、江苏/苏州/昆山，或区划的种类；决定“全市”“市委”一类说法",
    );
    line(&mut out, "# theme: 机关自身建设", "讲的是什么工作（名词）");
    line(&mut out, "# team: 机关干部", "讲给谁听、讲的是谁（名词）");
    if front.written {
        line(&mut out, "# signature: （作者系某某）", "落款");
    }
    out.push_str(
        "\n# 数字、人名、文件名、引语都写在这里，稿子里不会出现别的。\n\
         # facts:\n\
         #   rules: {text: 《某某规定》, source: 印发机关}\n\
         #   words: {text: “原话”, source: 谁说的}\n\
         \n\
         sections:\n",
    );
    for step in &front.moves {
        let _ = writeln!(out, "- move: {step}");
        for (key, what) in front
            .asks
            .get(step)
            .into_iter()
            .flatten()
            .filter_map(|key| hint(key))
        {
            line(&mut out, &format!("  # {key}"), what);
        }
        if let Some(count) = front.points.get(step) {
            line(
                &mut out,
                &format!("  points: {count}"),
                "从语料里取几条；或者一条条写：",
            );
            line(
                &mut out,
                "  # - {claim: 论点, topic: conduct}",
                "题材见 nigao list",
            );
            if front.subpoints.contains_key(step) {
                line(
                    &mut out,
                    "  #   points: [分论点, 分论点]",
                    "下面还可以分条，也可以写 points: 3",
                );
            }
        }
    }
    out
}

/// What a section may say, as an example, with what it is.
fn hint(key: &str) -> Option<(&'static str, &'static str)> {
    Some(match key {
        "occasion" => ("occasion: 机关自身建设会议", "会议（名词）"),
        "period" => ("period: 今年以来", "回顾的时段，放在句首"),
        "standards" => (
            "standards: [rules, words]",
            "依据的文件、引语：上面 facts 里的名字",
        ),
        "claim" => ("claim: 小标题", "这一部分的标题"),
        "cause" => ("cause: 谱写某某工作新篇章", "为的是什么（动词开头）"),
        _ => return None,
    })
}

/// A line with its comment, which begins at the same column wherever there is room.
fn line(out: &mut String, text: &str, comment: &str) {
    const COLUMN: usize = 36;
    let width = unicode_width::UnicodeWidthStr::width(text);
    let gap = COLUMN.saturating_sub(width).max(2);
    let _ = writeln!(out, "{text}{:gap$}# {comment}", "");
}

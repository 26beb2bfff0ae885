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
    let mut out = String::new();
    let front = &genre.front;
    let _ = writeln!(
        out,
        "# {}：{}\n# 填好后运行：nigao draft 这个文件.yaml\n\
         genre: {}\n\
         title: 在某某会议上的讲话            # 标题\n\
         # date: 2026-03-05                 # 讲话的日期，决定哪些提法可用\n\
         # speaker: {{post: 职务, name: 姓名}}  # 讲话人\n\
         salutation: 同志们                 # 称谓\n\
         length: 3000                      # 汉字数，上下浮动百分之五；可写 3000±2%\n\
         # locality: 地级市                 # 哪一种区划，决定“全市”“市委”一类说法\n\
         # theme: 机关自身建设               # 讲的是什么工作（名词）\n\
         # team: 机关干部                   # 讲给谁听、讲的是谁（名词）\n\
         \n\
         # 数字、人名、文件名、引语都写在这里，稿子里不会出现别的。\n\
         # facts:\n\
         #   rules: {{text: 《某某规定》, source: 印发机关}}\n\
         #   words: {{text: “原话”, source: 谁说的}}\n\
         \n\
         sections:",
        front.title, front.about, genre.name
    );
    for step in &front.moves {
        let _ = writeln!(out, "- move: {step}");
        match step.as_str() {
            "opening" => {
                let _ = writeln!(out, "  # occasion: 机关自身建设会议       # 会议（名词）");
                let _ = writeln!(
                    out,
                    "  # standards: [rules, words]       # 拿什么作标准，上面 facts 里的名字"
                );
            }
            "call" => {
                let _ = writeln!(
                    out,
                    "  # cause: 谱写某某工作新篇章         # 为的是什么（动词开头）"
                );
            }
            _ => {}
        }
        if let Some(count) = front.points.get(step) {
            let _ = writeln!(
                out,
                "  points: {count}                        # 从语料里取几条；或者一条条写："
            );
            let _ = writeln!(
                out,
                "  # - {{claim: 论点, topic: conduct}}   # 题材见 nigao list"
            );
        }
    }
    out
}

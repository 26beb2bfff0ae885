use super::{new, overlay};
use crate::cli::args;
use crate::cli::desk::Desk;
use crate::diag::{Diagnostic, Result, both};
use crate::template::genres;
use crate::world::{Bundle, embedded};
use std::path::Path;

const README: &str = "\
# 自己的材料 / your own material

- outlines/   提纲。nigao draft outlines/<名字>.yaml
- templates/  模板。放一个与自带模板同名的文件就替换它，如 templates/parts/call.tera；nigao init --templates 会把自带的都抄过来
- phrases/    语料。文件名与自带的相同就替换，不同就增加
- localities/ 称谓规则；nigao init --locality 延边州 在里面为一个地方建自己的称谓、模板和语料。terms/ 固定提法
- layouts/    版式。nigao draft … --layout 名字 -o 讲话稿.docx

在这个文件夹里运行 nigao，或在别处加 --project 这个文件夹。
Run nigao in this folder, or elsewhere with --project. A file of the same name replaces the shipped one.
";

const PHRASES: &str = "\
# 自己的语料：每条写明角色 role、题材 topic、侧面 facet。见 nigao bank list、nigao bank show measure.rule/conduct
# Your own phrases; see `nigao bank list` for roles, topics and facets. Take the # away to use this one.
# - id: ours.measure.conduct.rule.01
#   role: measure
#   topic: conduct
#   facet: rule
#   text: 健全机关工作督查通报制度，把落实情况摆到桌面上
#   composed: true
[]
";

/// `nigao init`
pub(super) fn run(args: &args::Init, desk: &mut Desk<'_>) -> Result<u8> {
    let folder = args.folder.clone().unwrap_or_default();
    let files = match &args.locality {
        Some(place) => overlay::files(place, desk)?,
        None => project(args, desk)?,
    };
    // Nothing is written where anything would be lost.
    for (name, _) in &files {
        let path = folder.join(name);
        if desk.world.size(&path).is_ok() {
            let shown = path.display().to_string();
            return Err(Diagnostic::error(
                "init.exists",
                both!("`{shown}` 已经有了", "`{shown}` exists already"),
            )
            .help(both!("换一个空的文件夹", "choose an empty folder"))
            .into());
        }
    }
    for (name, text) in &files {
        let path = folder.join(name);
        desk.make_folder(&path)?;
        desk.write(&path, text, false)?;
    }
    let shown = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &folder
    }
    .display()
    .to_string();
    let count = files.len();
    desk.remark(
        &format!("在 {shown} 里写好了 {count} 个文件"),
        &format!("wrote {count} files in {shown}"),
    );
    Ok(0)
}

/// The files of a project.
fn project(args: &args::Init, desk: &Desk<'_>) -> Result<Vec<(String, String)>> {
    let mut files = vec![
        ("README.md".to_owned(), README.to_owned()),
        ("phrases/ours.yaml".to_owned(), PHRASES.to_owned()),
    ];
    for genre in genres(&desk.shelf())? {
        files.push((
            format!("outlines/{}.yaml", genre.name),
            new::outline(&genre),
        ));
    }
    if args.templates {
        for &(name, text) in embedded(Bundle::Templates) {
            files.push((format!("templates/{name}"), text.to_owned()));
        }
    }
    Ok(files)
}

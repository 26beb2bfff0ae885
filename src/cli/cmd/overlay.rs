use crate::cli::desk::Desk;
use crate::diag::{Diagnostic, Result, both};
use crate::locality::{FIELDS, Locality};
use std::fmt::Write;

const TEMPLATE: &str = "\
{# 只改结尾的号召：块名见 nigao 自带的 templates/parts/call.tera；{{ super() }} 是原来的话。
   Changes one block of the shipped template; `{{ super() }}` is what it said. #}
{% extends \"up\" %}
{% block final %}
{{ super() }}
{% endblock %}
";

const PHRASES: &str = "\
# 只在这个地方用的语料。add 添，remove 删（写编号），replace 换（写同样的编号）。编号见 nigao bank show call.all
# Phrases of this place: entries added, ids removed, entries replaced. Take the # away to use them.
# add:
# - {id: ours.call.all.01, role: call, facet: all, text: 大家都要把会议的要求落实到每一项工作中, composed: true}
# remove: [call.all.01]
# replace:
# - {id: call.all.02, role: call, facet: all, text: 每名同志都要从本职工作做起, composed: true}
";

/// The files of a commented overlay for a place.
pub(super) fn files(place: &str, desk: &Desk<'_>) -> Result<Vec<(String, String)>> {
    let library = desk.library()?.at(None, Some(place))?;
    let locality = library.locality(place)?;
    if locality.word("name").is_none() {
        return Err(Diagnostic::error(
            "init.kind",
            both!(
                "`{place}` 是种类，不是地方",
                "`{place}` is a kind, not a place"
            ),
        )
        .help(both!(
            "写代码或名称，如 延边州",
            "give a code or a name, such as 延边州"
        ))
        .into());
    }
    let folder = format!("localities/{}", locality.label());
    Ok(vec![
        (format!("{folder}/locality.yaml"), names(&locality)),
        (
            format!("{folder}/templates/parts/call.tera"),
            TEMPLATE.to_owned(),
        ),
        (format!("{folder}/phrases/ours.yaml"), PHRASES.to_owned()),
    ])
}

fn names(locality: &Locality) -> String {
    let name = locality.word("name").unwrap_or(locality.kind());
    let label = locality.label();
    let mut out = format!(
        "\
# {name}（{label}）自己的称谓。要改哪一行，去掉它和“names:”行首的 #；没有写的照规则来。看结果：nigao locality {label} --explain；试写一篇：nigao draft rectification -l {label}
# The names of this place where they are not those of the rules. Take the # from a line and from `names:` to change it.
# names:
"
    );
    for word in locality.words() {
        let field = &word.field;
        let derived =
            field.contains('.') || ["name", "short", "superiors"].contains(&field.as_str());
        if derived {
            continue;
        }
        let known = FIELDS.iter().find(|(name, ..)| name == field);
        let about = known.map_or("", |(_, chinese, _)| *chinese);
        let line = format!("#   {field}: {}", word.value);
        let gap = 44usize.saturating_sub(unicode_width::UnicodeWidthStr::width(line.as_str()));
        let _ = writeln!(out, "{line}{:gap$}  # {about}", "");
    }
    out.push_str(
        "\
# 党政上级不是区划表上的那一个时（如省直管县），写上级的代码或名称
# superior: '000000'
# 品牌和口号：模板、语料和提纲里写 {{ loc.brand.service }}、{{ loc.slogan.spirit }}；下级地方也能用。日期可以不写
# brands:
#   service: {text: “某某”服务品牌, since: 2023-05}
# slogans:
#   spirit: {text: 敢为人先、追求卓越, since: 2021, until: 2026-12}
",
    );
    out
}

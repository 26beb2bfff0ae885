use super::{Diagnostic, Faults, Message, Result, Source, Span, both, did_you_mean, nearest};
use serde::de::DeserializeOwned;
use serde_yaml::{Budget, Error, Location, Options};
use std::sync::Arc;

/// A value with its place in the file.
pub type Located<T> = serde_yaml::Spanned<T>;

/// Reads `source` as one YAML document.
///
/// # Errors
/// The first fault of shape: broken YAML, a wrong type, an unknown or doubled key, or a file that asks for more
/// than the budget (64 levels, 1,000,000 events, 1,000 aliases).
pub fn parse_yaml<T: DeserializeOwned>(source: &Arc<Source>) -> Result<T> {
    serde_yaml::from_str_with_options(source.text(), options())
        .map_err(|error| Faults::from(diagnose(source, &error)))
}

fn options() -> Options {
    let mut budget = Budget::default();
    budget.max_depth = 64;
    budget.max_events = 1_000_000;
    budget.max_nodes = 1_000_000;
    budget.max_aliases = 1_000;
    budget.max_documents = 1;
    let mut options = Options::default();
    options.budget = Some(budget);
    options.with_snippet = false;
    options.strict_booleans = true;
    options.alias_limits.max_total_replayed_events = 100_000;
    options
}

/// The place of a YAML location.
pub(super) fn span(source: &Arc<Source>, location: Location) -> Span {
    let span = location.span();
    match (span.byte_offset(), span.byte_len()) {
        (Some(offset), Some(len)) => {
            let from = offset as usize;
            let first_line = source
                .text()
                .get(from..)
                .map_or(0, |t| t.lines().next().unwrap_or("").len());
            source.span(from..from + (len as usize).min(first_line))
        }
        _ => {
            let line = source.line(location.line() as usize);
            let text = &source.text()[line.clone()];
            let skip = (location.column() as usize).saturating_sub(1);
            let from = line.start + text.chars().take(skip).map(char::len_utf8).sum::<usize>();
            source.span(from..from)
        }
    }
}

fn diagnose(source: &Arc<Source>, error: &Error) -> Diagnostic {
    let (code, message, help) = wording(error);
    let place = error
        .location()
        .filter(|l| l.line() > 0)
        .map_or_else(|| source.start(), |l| span(source, l));
    Diagnostic::error(code, message).at(place).help_maybe(help)
}

fn wording(error: &Error) -> (&'static str, Message, Option<Message>) {
    match error {
        Error::WithSnippet { error, .. } | Error::AliasError { error, .. } => wording(error),
        Error::SerdeUnknownField {
            field, expected, ..
        } => {
            let list = expected.join(", ");
            let help = did_you_mean(
                nearest(field, expected.iter().copied()),
                both!("这里可以用的键：{list}", "the keys known here are: {list}"),
            );
            (
                "yaml.unknown-key",
                both!("没有 `{field}` 这个键", "unknown key `{field}`"),
                Some(help),
            )
        }
        Error::SerdeMissingField { field, .. } => (
            "yaml.missing-key",
            both!("缺少 `{field}`", "missing key `{field}`"),
            Some(both!("补上 `{field}: …`", "add `{field}: …`")),
        ),
        Error::DuplicateMappingKey { key, .. } => doubled(key.as_deref().unwrap_or("?")),
        Error::SerdeInvalidType {
            unexpected,
            expected,
            ..
        }
        | Error::SerdeInvalidValue {
            unexpected,
            expected,
            ..
        } => (
            "yaml.type",
            both!(
                "类型不对：这里是 {unexpected}，应为 {expected}",
                "wrong type: found {unexpected}, expected {expected}"
            ),
            None,
        ),
        Error::SerdeUnknownVariant {
            variant, expected, ..
        } => {
            let list = expected.join(", ");
            let help = nearest(variant, expected.iter().copied()).map_or_else(
                || both!("可以写：{list}", "one of: {list}"),
                |near| {
                    both!(
                        "是不是想写 `{near}`？可以写：{list}",
                        "did you mean `{near}`? one of: {list}"
                    )
                },
            );
            (
                "yaml.unknown-value",
                both!("不认识 `{variant}`", "unknown value `{variant}`"),
                Some(help),
            )
        }
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => too_deep(),
        Error::Unexpected { expected, .. } => {
            let (zh, en) = match *expected {
                "string scalar" => ("一段文字", "a text"),
                "sequence start" => ("一个列表", "a list"),
                "mapping start" => ("键和值", "keys and values"),
                other => (other, other),
            };
            wrong_type(zh, en)
        }
        Error::InvalidScalar { ty, .. } => {
            let (zh, en) = match ty.chars().next() {
                Some('i' | 'u') => ("整数", "a whole number"),
                Some('f') => ("一个数", "a number"),
                _ => ("true 或 false", "true or false"),
            };
            wrong_type(zh, en)
        }
        Error::NullIntoString { .. } => (
            "yaml.type",
            both!("这里是空的，应当有文字", "empty where a text was expected"),
            Some(both!(
                "写上内容，或删去这一行",
                "write the text, or delete the line"
            )),
        ),
        // Our own visitors speak both languages, parted by a bar.
        Error::Message { msg, .. } => match msg.split_once(" | ") {
            Some((zh, en)) => ("yaml.value", Message::new(zh, en), None),
            None => match msg
                .strip_prefix("duplicate field `")
                .and_then(|m| m.split('`').next())
            {
                Some(key) => doubled(key),
                None => generic(msg),
            },
        },
        other => generic(&other.to_string()),
    }
}

fn wrong_type(zh: &str, en: &str) -> (&'static str, Message, Option<Message>) {
    (
        "yaml.type",
        Message::new(
            format!("类型不对：这里应为{zh}"),
            format!("wrong type: expected {en}"),
        ),
        None,
    )
}

fn too_deep() -> (&'static str, Message, Option<Message>) {
    (
        "yaml.budget",
        both!(
            "这个文件嵌套过深或展开过大（上限 64 层、10 万个节点）",
            "the file is nested too deep or unfolds too far (at most 64 levels and 100,000 nodes)"
        ),
        Some(both!(
            "减少嵌套，不要用别名层层展开",
            "nest less, and do not multiply aliases"
        )),
    )
}

fn doubled(key: &str) -> (&'static str, Message, Option<Message>) {
    (
        "yaml.duplicate-key",
        both!("`{key}` 写了两次", "the key `{key}` is given twice"),
        Some(both!(
            "只留一个（中文键和英文键是一回事）",
            "keep one of them (a Chinese key and its English name are the same)"
        )),
    )
}

fn generic(text: &str) -> (&'static str, Message, Option<Message>) {
    if text.contains("recursion limit") {
        return too_deep();
    }
    let text = text.lines().next().unwrap_or(text);
    // The place is shown by the drawing; the parser's own mention of it would be a second one.
    let text = text.split(" at line ").next().unwrap_or(text);
    let text = text.strip_prefix("error: ").unwrap_or(text);
    (
        "yaml.syntax",
        both!("不是合格的 YAML：{text}", "not valid YAML: {text}"),
        Some(both!(
            "检查缩进、冒号后的空格和引号是否成对",
            "check the indentation, the blank after each colon, and that quotes are closed"
        )),
    )
}

impl Span {
    /// The place of a located value.
    pub fn of<T>(source: &Arc<Source>, value: &Located<T>) -> Self {
        span(source, value.referenced)
    }
}

use super::mark::{is_words, plain, wrap};
use crate::draft::{Origin, OriginKind, chinese_number};
use crate::terms::{han_count, parse_date};
use chrono::Datelike;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Gives templates `chinese`, `ordinal`, `list`, `date`, `plain` and `chars`.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("chinese", |n: i64, _: Kwargs, _: &State<'_>| chinese(n));
    tera.register_filter(
        "ordinal",
        |n: i64, _: Kwargs, _: &State<'_>| -> TeraResult<String> {
            Ok(number(&format!("第{}", chinese_number(small(n)?))))
        },
    );
    tera.register_filter("list", list);
    tera.register_filter("date", |text: &str, _: Kwargs, _: &State<'_>| date(text));
    tera.register_filter("plain", |text: &str, _: Kwargs, _: &State<'_>| {
        only_words(text)
    });
    tera.register_filter("chars", |text: &str, _: Kwargs, _: &State<'_>| {
        only_words(text).map(|words| i64::from(han_count(&words)))
    });
}

/// The words of a text; an open slot has none yet.
fn only_words(text: &str) -> TeraResult<String> {
    if is_words(text) {
        return Ok(plain(text));
    }
    Err(Error::message(
        "`say` 的结果还没有文字，不能再加工 | a `say` has no words yet, so nothing can be made of them",
    ))
}

/// 3 → 三; 2 → 两, as it stands before a measure word.
fn chinese(n: i64) -> TeraResult<String> {
    let n = small(n)?;
    Ok(number(&match n {
        2 => "两".to_owned(),
        _ => chinese_number(n),
    }))
}

fn small(n: i64) -> TeraResult<u32> {
    u32::try_from(n).ok().filter(|n| *n < 100).ok_or_else(|| {
        Error::message(format!(
            "{n} 不在 0 到 99 之间 | {n} is not between 0 and 99"
        ))
    })
}

fn number(text: &str) -> String {
    wrap(text, Origin::new(OriginKind::Number, ""))
}

/// 甲, 乙, 丙 → 甲、乙和丙.
#[expect(
    clippy::needless_pass_by_value,
    reason = "Tera hands its arguments over"
)]
fn list(items: &Value, args: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let last = args
        .get::<String>("last")?
        .unwrap_or_else(|| "和".to_owned());
    let Some(items) = items.as_array() else {
        return Err(Error::message("`list` 要一个列表 | `list` needs a list"));
    };
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    Ok(match items.split_last() {
        Some((tail, head)) if !head.is_empty() => format!("{}{last}{tail}", head.join("、")),
        Some((tail, _)) => tail.clone(),
        None => String::new(),
    })
}

/// 2026-03-05 → 2026年3月5日, without zeros (GB/T 15835—2011); the marks of its origin stay.
fn date(text: &str) -> TeraResult<String> {
    let day = plain(text);
    let Some(date) = parse_date(&day) else {
        return Err(Error::message(format!(
            "`{day}` 不是日期 | `{day}` is not a date"
        )));
    };
    let words = format!("{}年{}月{}日", date.year(), date.month(), date.day());
    Ok(text.replace(&day, &words))
}

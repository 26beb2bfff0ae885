use super::mark::{Mark, Request, gap, is_words, wrap};
use crate::draft::{Origin, OriginKind};
use crate::terms::{Series, Terms};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// The names of `say`'s own arguments; any other is handed to the entries.
pub(super) const OWN_ARGUMENTS: [&str; 5] = ["of", "topic", "n", "sep", "series"];

/// The most entries one `say` may draw.
const MOST: u32 = 12;

/// Gives templates `say`, `either`, `any_order`, `together`, `move`, `item`, `term` and `gap`.
pub(super) fn register(tera: &mut Tera, terms: &Arc<Terms>, date: NaiveDate) {
    let next = AtomicU64::new(0);
    tera.register_function("say", move |args: Kwargs, _: &State<'_>| {
        say(&args, next.fetch_add(1, Ordering::Relaxed))
    });
    for (name, mark) in [
        ("either", Mark::Either),
        ("another", Mark::Another),
        ("end_either", Mark::EndEither),
        ("any_order", Mark::AnyOrder),
        ("end_any_order", Mark::EndAnyOrder),
        ("together", Mark::Together),
        ("end_together", Mark::EndTogether),
    ] {
        tera.register_function(name, move |_: Kwargs, _: &State<'_>| mark.print());
    }
    tera.register_function(
        "move",
        |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
            Ok(Mark::Move(args.must_get::<String>("name")?).print())
        },
    );
    tera.register_function(
        "item",
        |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
            let series = args.must_get::<String>("series")?;
            if Series::of_name(&series).is_none() {
                return Err(Error::message(unknown_series(&series)));
            }
            let marker = args.get::<&Value>("marker")?.and_then(words);
            Ok(Mark::Item { series, marker }.print())
        },
    );
    tera.register_function("gap", |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
        Ok(gap(&args.must_get::<String>("name")?))
    });
    let terms = Arc::clone(terms);
    tera.register_function("term", move |args: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let name = args.must_get::<String>("name")?;
        if terms.get(&name).is_none() {
            return Err(Error::message(format!(
                "没有固定提法 `{name}` | there is no fixed expression `{name}`"
            )));
        }
        let Some(wording) = terms.wording(&name, date) else {
            return Err(Error::message(format!(
                "固定提法 `{name}` 在 {date} 不使用 | the fixed expression `{name}` is not in use on {date}"
            )));
        };
        let at = format!("terms/expressions.yaml#{name}");
        Ok(wrap(wording, Origin::new(OriginKind::Term, at)))
    });
}

fn say(args: &Kwargs, nonce: u64) -> TeraResult<String> {
    let of = args.must_get::<String>("of")?;
    let n = match args.get::<&Value>("n")? {
        None => (1, 1),
        Some(value) => range(&value.to_string()).ok_or_else(|| {
            Error::message(format!(
                "`n` 应为 1 到 {MOST} 的数，或 \"1..3\" 这样的范围 | `n` is a number from 1 to {MOST}, or a range such as \"1..3\""
            ))
        })?,
    };
    let series = args.get::<String>("series")?;
    if let Some(name) = &series
        && Series::of_name(name).is_none()
    {
        return Err(Error::message(unknown_series(name)));
    }
    let mut with = BTreeMap::new();
    for (name, value) in args.iter() {
        let Some(name) = name.as_str() else { continue };
        if !OWN_ARGUMENTS.contains(&name)
            && let Some(text) = words(value)
        {
            if !is_words(&text) {
                return Err(Error::message(format!(
                    "`{name}` 里有一个 `say`，不能交给另一个 `say` | `{name}` holds a `say`, which cannot be handed to another"
                )));
            }
            with.insert(name.to_owned(), text);
        }
    }
    let topic = args.get::<&Value>("topic")?.and_then(words);
    Ok(Mark::Say(Box::new(Request {
        nonce,
        of,
        topic,
        n,
        sep: args.get::<String>("sep")?.unwrap_or_default(),
        series,
        with,
    }))
    .print())
}

/// The words of a value; none of an undefined, null or empty one.
fn words(value: &Value) -> Option<String> {
    if value.is_undefined() || value.is_none() {
        return None;
    }
    let text = value.to_string();
    (!text.is_empty()).then_some(text)
}

fn range(text: &str) -> Option<(u32, u32)> {
    let (least, most) = match text.split_once("..") {
        Some((least, most)) => (least.trim().parse().ok()?, most.trim().parse().ok()?),
        None => {
            let n = text.trim().parse().ok()?;
            (n, n)
        }
    };
    (least <= most && (1..=MOST).contains(&most)).then_some((least, most))
}

fn unknown_series(name: &str) -> String {
    let list = Series::ALL.map(Series::name).join(", ");
    format!("没有序次 `{name}`，可用：{list} | unknown series `{name}`; one of: {list}")
}

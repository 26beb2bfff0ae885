use super::{Entry, Role};
use crate::diag::{Message, both};
use crate::terms::han_count;

/// What keeps an entry from standing in the frame of its role; the cure shows the frame with the entry in it.
pub(super) fn sense(role: &Role, entry: &Entry) -> Option<(&'static str, Message, Message)> {
    let words = entry.words();
    let sense = &role.sense;
    let starts = |list: &[String]| list.iter().any(|w| words.starts_with(w.as_str()));
    let first =
        |list: &[String], holds: &dyn Fn(&str) -> bool| list.iter().find(|w| holds(w)).cloned();
    let id = &role.id;
    let fault = if !sense.begins.is_empty() && !starts(&sense.begins) {
        let list = sense.begins.join("、");
        both!(
            "角色 `{id}` 的条目要以“{list}”开头",
            "an entry of role `{id}` begins with {list}"
        )
    } else if let Some(word) = first(&sense.after, &|w| words.starts_with(w)) {
        both!(
            "角色 `{id}` 的条目不能以“{word}”开头",
            "an entry of role `{id}` does not begin with {word}"
        )
    } else if let Some(word) = first(&sense.before, &|w| words.ends_with(w)) {
        both!(
            "角色 `{id}` 的条目不能以“{word}”结尾",
            "an entry of role `{id}` does not end with {word}"
        )
    } else if !sense.with.is_empty() && !sense.with.iter().any(|w| words.contains(w.as_str())) {
        let list = sense.with.join("、");
        both!(
            "角色 `{id}` 的条目里要有“{list}”之一",
            "an entry of role `{id}` holds one of {list}"
        )
    } else if let Some(word) = first(&sense.without, &|w| words.contains(w)) {
        both!(
            "角色 `{id}` 的条目里不能有“{word}”",
            "an entry of role `{id}` does not hold {word}"
        )
    } else {
        let (least, most) = sense.han?;
        let count = han_count(&words);
        if (least..=most).contains(&count) {
            return None;
        }
        both!(
            "角色 `{id}` 的条目有 {count} 个汉字，应在 {least} 到 {most} 之间",
            "an entry of role `{id}` has {count} Han characters; it should have {least} to {most}"
        )
    };
    let said = role.frame.replace('□', &words);
    Some((
        "phrase.sense",
        fault,
        both!("放进句子里读一读：{said}", "read it in the frame: {said}"),
    ))
}

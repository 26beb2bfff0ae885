use super::{Message, both};

/// The known name nearest to `name`, if one is near enough to be what was meant.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|k| (strsim::normalized_damerau_levenshtein(name, k), k))
        .filter(|(score, _)| *score >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, k)| k)
}

/// The cure for an unknown name: the nearest known one, or else what there is to say instead.
pub fn did_you_mean(near: Option<&str>, otherwise: Message) -> Message {
    match near {
        Some(near) => both!("是不是想写 `{near}`？", "did you mean `{near}`?"),
        None => otherwise,
    }
}

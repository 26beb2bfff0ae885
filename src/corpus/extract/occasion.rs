use regex::Regex;
use std::sync::LazyLock;

static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"在(?P<occasion>.{2,40}?(会议|大会|座谈会|推进会|讨论会|研讨会|交流会|动员会|总结会|活动|仪式|培训班|会|班))(开幕式|闭幕式)?上?的?(讲话|发言|致辞|报告)")
        .expect("the pattern is written out here")
});

static CAUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<cause>(努力开创|不断开创|奋力开创|奋力谱写|谱写|推动|推进|夺取|建设)[^，。！；]{3,30}?(新局面|新篇章|新台阶|新水平|新成效|新胜利|新进展|高质量发展))")
        .expect("the pattern is written out here")
});

static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?P<period>(今年|去年|年初|近年|近两年|近几年|一年|半年|五年|三年|换届)(以来|来|上半年)|过去(的)?一年|过去五年|一年多来|近年来)")
        .expect("the pattern is written out here")
});

/// The occasion that a title names.
pub(super) fn occasion(title: &str) -> Option<&str> {
    named(&TITLE, title, "occasion")
}

/// What a closing says it is all for.
pub(super) fn cause(closing: &str) -> Option<&str> {
    named(&CAUSE, closing, "cause")
}

/// The time that a paragraph looks back on.
pub(super) fn period(paragraph: &str) -> Option<&str> {
    named(&PERIOD, paragraph, "period")
}

fn named<'t>(pattern: &Regex, text: &'t str, name: &str) -> Option<&'t str> {
    pattern
        .captures(text)?
        .name(name)
        .map(|found| found.as_str())
}

use super::paper::lines;
use crate::diag::{Diagnostic, Result, Source, both};
use regex::Regex;
use std::sync::{Arc, LazyLock};

/// A line with a mark of secrecy, as it is written in the head of a paper.
static SECRET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^([0-9]{4,8}[\s\u{3000}]*)?[（(【\[]?(密[\s\u{3000}]*级[\s\u{3000}]*[:：][\s\u{3000}]*)?(绝|机|秘)[\s\u{3000}]*密[）)】\]]?[\s\u{3000}]*(★|☆|\*|$|[0-9一二三四五六七八九十]+[\s\u{3000}]*(年|个月))",
    )
    .expect("the pattern is written out here")
});

/// How many lines at the head of a document may hold its mark of secrecy, empty ones apart.
const HEAD: usize = 12;

/// Refuses a document that is marked as secret: GB/T 9704—2012, 7.2.2.
///
/// # Errors
/// 绝密, 机密 or 秘密 on a line of its head, as they are written there.
pub fn not_secret(source: &Arc<Source>) -> Result<()> {
    let head = lines(source.text()).into_iter().take(HEAD);
    let mark = head.filter_map(|line| {
        let found = SECRET.find(line.text)?;
        Some(line.range.start + found.start()..line.range.start + found.end())
    });
    let Some(mark) = mark.min_by_key(|mark| mark.start) else {
        return Ok(());
    };
    Err(Diagnostic::error(
        "corpus.secret",
        both!(
            "这份文件标有密级，不能读入",
            "this document is marked as secret; it is not read"
        ),
    )
    .at(source.span(mark))
    .help(both!(
        "涉密文件不要放进这台机器；确已解密的，去掉密级标志再来",
        "keep secret papers off this machine; where the mark no longer holds, take it out first"
    ))
    .into())
}

use crate::corpus::read::Beside;
use crate::diag::{Diagnostic, Source, both};
use std::sync::Arc;

/// What a draft cannot take over.
pub(super) fn lost(source: &Arc<Source>, beside: Beside) -> Option<Diagnostic> {
    let all = [
        (beside.tables, "表格", "tables"),
        (beside.pictures, "图片图形", "pictures"),
        (beside.notes, "脚注", "footnotes"),
        (beside.formulas, "公式符号", "formulas, symbols"),
        (beside.looks, "加粗斜体划线", "bold, italic, underlined"),
    ];
    let met = || all.iter().filter(|(count, ..)| *count > 0);
    let zh: Vec<String> = met().map(|(n, zh, _)| format!("{zh} {n}")).collect();
    let en: Vec<String> = met().map(|(n, _, en)| format!("{en}: {n}")).collect();
    let (zh, en, name) = (zh.join("、"), en.join("; "), source.name());
    (!zh.is_empty()).then(|| {
        Diagnostic::warning(
            "manuscript.lost",
            both!(
                "`{name}` 里有带不过来的（{zh}），只留正文和表格里的字",
                "`{name}` holds what a draft cannot ({en}); only the words of the text and of tables are kept"
            ),
        )
        .at(Source::new(name, "").start())
        .help(both!(
            "转好以后在 Word 里补上",
            "put it back in Word afterwards"
        ))
    })
}

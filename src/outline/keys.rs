/// The keys of one object, each with its Chinese names.
type Names = &'static [(&'static str, &'static [&'static str])];

/// The Chinese names of the keys, by the objects they stand in; the same as the `alias`es of the model, which a test holds.
pub(super) const KEYS: [(&str, Names); 6] = [
    (
        "Outline",
        &[
            ("genre", &["体裁"]),
            ("title", &["标题"]),
            ("date", &["日期"]),
            ("speaker", &["讲话人"]),
            ("salutation", &["称谓"]),
            ("length", &["篇幅", "字数"]),
            ("locality", &["地方", "区划"]),
            ("theme", &["主题"]),
            ("team", &["队伍", "对象"]),
            ("facts", &["材料", "事实"]),
            ("pins", &["选定"]),
            ("signature", &["落款"]),
            ("sections", &["部分", "结构"]),
        ],
    ),
    (
        "MadePlace",
        &[
            ("name", &["名称"]),
            ("kind", &["种类"]),
            ("parent", &["上级"]),
        ],
    ),
    ("Speaker", &[("post", &["职务"]), ("name", &["姓名"])]),
    (
        "FactFields",
        &[
            ("text", &["原文", "文字"]),
            ("source", &["出处"]),
            ("short", &["简称"]),
        ],
    ),
    (
        "Section",
        &[
            ("move", &["语步"]),
            ("claim", &["小标题", "论点"]),
            ("occasion", &["会议", "场合"]),
            ("period", &["时段"]),
            ("standards", &["标准"]),
            ("cause", &["目的"]),
            ("marker", &["序号文字"]),
            ("level", &["层级"]),
            ("series", &["序号"]),
            ("points", &["要点"]),
            ("text", &["原话", "正文"]),
        ],
    ),
    (
        "PointFields",
        &[
            ("claim", &["论点", "观点", "要点"]),
            ("topic", &["题材", "话题"]),
            ("aspect", &["侧面"]),
            ("answers", &["针对"]),
            ("series", &["序号"]),
            ("marker", &["序号文字"]),
            ("points", &["分论点", "要点列表"]),
            ("text", &["原话", "正文"]),
            ("facts", &["材料"]),
        ],
    ),
];

/// The Chinese names of a key of one object.
pub(super) fn chinese(object: &str, key: &str) -> &'static [&'static str] {
    KEYS.iter()
        .filter(|(name, _)| *name == object)
        .flat_map(|(_, keys)| *keys)
        .find(|(name, _)| *name == key)
        .map_or(&[], |(_, others)| others)
}

//! Section trees, against those that were made by hand.

use super::{annotated, ours};
use nigao::corpus::{Node, Paper, Tree};
use nigao::diag::Source;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The marked nodes of a tree in JSON: level (0 for those outside the sections), marker, start, kind.
fn nodes(tree: &Value) -> BTreeSet<(u64, String, u64, String)> {
    fn walk(nodes: &Value, level: Option<u64>, out: &mut BTreeSet<(u64, String, u64, String)>) {
        for node in nodes.as_array().unwrap() {
            if node["kind"] != "group" {
                let text = |key: &str| node[key].as_str().unwrap().trim().to_owned();
                out.insert((
                    level.unwrap_or_else(|| node["level"].as_u64().unwrap()),
                    text("marker"),
                    node["start"].as_u64().unwrap(),
                    text("kind"),
                ));
            }
            if let Some(children) = node.get("children") {
                walk(children, level, out);
            }
        }
    }
    let mut out = BTreeSet::new();
    walk(&tree["sections"], None, &mut out);
    walk(&tree["unattached"], Some(0), &mut out);
    out
}

fn f1<T: Ord>(wanted: &BTreeSet<T>, found: &BTreeSet<T>) -> f64 {
    let all = wanted.len() + found.len();
    if all == 0 {
        return 1.0;
    }
    2.0 * wanted.intersection(found).count() as f64 / all as f64
}

/// The characters of the stretches that are furniture, blanks left out.
fn furniture(tree: &Value, text: &str) -> BTreeSet<u64> {
    let chars: Vec<char> = text.chars().collect();
    let ranges = tree["boilerplate"].as_array().unwrap().iter();
    ranges
        .flat_map(|r| r[0].as_u64().unwrap()..r[1].as_u64().unwrap())
        .filter(|at| !chars[*at as usize].is_whitespace())
        .collect()
}

/// Twelve texts of twelve shapes: every node at its level and place, nothing invented, the furniture gone, the closing found.
#[test]
fn trees_are_those_made_by_hand() {
    for paper in ours() {
        let (name, found) = (&paper.name, paper.found());
        assert_eq!(nodes(&found), nodes(&paper.tree), "{name}");
        for key in ["title", "title_start", "salutation", "salutation_start"] {
            assert_eq!(found[key], paper.tree[key], "{name}: {key}");
        }
        let mut extra = furniture(&found, &paper.text);
        let wanted = furniture(&paper.tree, &paper.text);
        assert!(wanted.is_subset(&extra), "{name}");
        extra.retain(|at| !wanted.contains(at));
        // The number of a page inside a section, which the annotation names in its note only.
        assert!(
            extra.len() <= if name == "broken.txt" { 3 } else { 0 },
            "{name}: {extra:?}"
        );
        match (
            found["closing_start"].as_i64(),
            paper.tree["closing_start"].as_i64(),
        ) {
            (Some(found), Some(wanted)) => assert!((found - wanted).abs() <= 44, "{name}"),
            (found, wanted) => assert_eq!(found, wanted, "{name}"),
        }
    }
}

/// Short texts with their markers: those below another in brackets, those outside of the sections behind a bar.
const SHORT: [(&str, &str); 21] = [
    // 首先 needs no comma inside a sentence, where the second follows in the same paragraph.
    (
        "一、抓建设\n\n修路架桥，首先要把图纸画好。其次，要把质量管住。第三，要把钱用好。\n\n二、抓管理\n\n管住人，管住事。",
        "一、(首先 其次， 第三，) 二、",
    ),
    (
        "一、抓建设\n\n建一座桥，首先是选址，反复踏勘；其次是用料，严格把关；最后是验收，不留死角。\n\n二、抓管理\n\n管住人，管住事。",
        "一、(首先 其次 最后) 二、",
    ),
    // One inside a sentence takes nothing from a series around it.
    (
        "一、抓建设\n\n首先，要把图纸画好，首先要请懂行的人看。其次，要把质量管住。\n\n二、抓管理\n\n出了事，首先是自查，不要推给别人。",
        "一、(首先， 其次，) 二、",
    ),
    // 首先 goes on as 二是.
    (
        "一、抓农业\n\n把饭碗端牢。首先要增加投入，修好水渠。二是保护耕地，一亩不少。三是推广良种，一户不落。\n\n二、抓工业\n\n管住人，管住事。",
        "一、(首先 二是 三是) 二、",
    ),
    // 首先 and 最后 alone are no series.
    (
        "首先，我代表镇里向大家表示感谢。\n\n第一，要有信心。信心比什么都重要。\n\n第二，要有办法。办法总比困难多。\n\n最后再说一句，有事可以直接来找我。",
        "第一， 第二，",
    ),
    (
        "首先，我代表镇里向大家表示感谢，也把今年的情况说一说。\n\n最后，还要讲一讲春耕的事，请各村早作准备。",
        "",
    ),
    (
        "首先，要有信心。信心比什么都重要。\n\n其次，要有办法。办法总比困难多。\n\n最后，要有恒心。一年接着一年干。",
        "首先， 其次， 最后，",
    ),
    // Half-width commas, and a question that ends with a half-width mark.
    (
        "一、为什么\n\n今天为什么还要反复讲?我看有这么几层原因。首先,这是本分。其次,这是形势。再次,这是需要。\n\n二、怎么办\n\n管住人,管住事。",
        "一、(首先, 其次, 再次,) 二、",
    ),
    (
        "一、为什么\n\n根子在主观上。其一,学得不深;其二,想得不透;其三,抓得不紧。\n\n二、怎么办\n\n管住人,管住事。",
        "一、(其一, 其二, 其三,) 二、",
    ),
    // What is announced below a section, and taken up nowhere, is what the section says.
    (
        "一、我们的事\n\n把路修好，把水引来，把灯点亮。\n\n二、大家的事\n\n我给大家提三点希望：一要守法，二要守信，三要守时。",
        "一、 二、(一要 二要 三要)",
    ),
    (
        "下面，我讲两点意见：一是我们的事，二是大家的事。\n\n一、我们的事\n\n把路修好，把水引来。\n\n二、大家的事\n\n下面讲两点：一是守法，二是守信。\n\n（一）守法\n\n人人学法。\n\n（二）守信\n\n人人讲信用。",
        "一、 二、(（一） （二）)",
    ),
    // Numbers with a bracket behind them alone.
    (
        "一、看到问题\n\n突出的有:1)项目少,只有三个;2)资金缺,差了一半;3)人手紧,走了两人。\n\n二、拿出办法\n\n管住人,管住事。",
        "一、(1) 2) 3)) 二、",
    ),
    // Points that open their paragraphs hold others, of whatever family, inside of these.
    (
        "一、看到问题\n\n项目少，资金缺。\n\n二、拿出办法\n\n一是招商。紧紧围绕主业，一要盯住龙头，二要盯住配套。\n\n二是留商。环境就是资源。第一，承诺的要兑现；第二，刁难的要查处；第三，办成的要宣传。\n\n三是稳商。一要常去问，二要常去帮，三要常去看。\n\n四是富商。共同发展。",
        "一、 二、(一是(一要 二要) 二是(第一， 第二， 第三，) 三是(一要 二要 三要) 四是)",
    ),
    // The last part of a section is over where the text turns back to the whole.
    (
        "一、去年工作\n\n（一）修路。修了三条路，通了五个村。\n\n（二）引水。引来两渠水，浇了千亩田。\n\n各位代表！一年的成绩来之不易。做成了三件大事：一是通了路，二是来了水，三是亮了灯。\n\n——路通了。三条路，五个村。\n\n——水来了。两渠水，千亩田。\n\n二、今年工作\n\n把路修宽，把水引足。",
        "一、(（一） （二） 一是 二是 三是 —— ——) 二、",
    ),
    (
        "一、去年工作\n\n（一）修路\n\n过去一年，做成了两件事：一是通了路，二是修了桥。\n\n（二）引水\n\n过去一年，做成了两件事：一是来了水，二是清了渠。\n\n二、今年工作\n\n把路修宽，把水引足。",
        "一、(（一）(一是 二是) （二）(一是 二是)) 二、",
    ),
    (
        "一、去年工作\n\n（一）修路。修了三条路，通了五个村。\n\n各位代表！路修好了，还要管好，做到两条：\n\n1.天天看。看路面，看边坡。\n\n2.月月修。修路面，修边坡。\n\n（二）引水。引来两渠水，浇了千亩田。\n\n二、今年工作\n\n把路修宽，把水引足。",
        "一、(（一）(1. 2.) （二）) 二、",
    ),
    // Points of a promise at the end belong to no section.
    (
        "一、建强组织\n\n把支部建起来，把党员聚起来。\n\n二、做好服务\n\n——修路。修了三条路，通了五个村。\n\n——引水。引来两渠水，浇了千亩田。\n\n工作中还有不少差距。\n\n下一步，我们将以这次会议为契机，做到三个更好：一是路更好，二是水更好，三是灯更好。\n\n我的发言完了，谢谢大家！",
        "一、 二、(—— ——) | 一是 二是 三是",
    ),
    (
        "一、主要做法\n\n把支部建起来，把党员聚起来。\n\n二、下一步打算\n\n下一步，我们将做到三个更好：一是路更好，二是水更好，三是灯更好。\n\n我的发言完了，谢谢大家！",
        "一、 二、(一是 二是 三是)",
    ),
    (
        "一、建强组织\n\n把支部建起来，把党员聚起来。\n\n二、做好服务\n\n把路修宽，把水引足。\n\n最后，关于近期工作再提醒一下：一要防火，二要防汛，三要防疫，各村各组都要有人值守。",
        "一、 二、(一要 二要 三要)",
    ),
    // A lone ordinal is no point.
    (
        "一、建强组织\n\n第二，不必再说。\n\n二、做好服务\n\n一方面要修路，另一方面要引水。",
        "一、 二、",
    ),
    // Families that are mixed in one series stay one.
    (
        "一、建强组织\n\n一要建支部，二要聚党员，三是评先进。\n\n二、做好服务\n\n把路修宽，把水引足。",
        "一、(一要 二要 三是) 二、",
    ),
];

/// The markers of nodes in a line.
fn line(paper: &Paper, nodes: &[Node]) -> String {
    let marker = |node: &Node| {
        let marker = &paper.source.text()[node.marker.clone()];
        if node.children.is_empty() {
            marker.to_owned()
        } else {
            format!("{marker}({})", line(paper, &node.children))
        }
    };
    nodes.iter().map(marker).collect::<Vec<_>>().join(" ")
}

#[test]
fn short_texts_have_the_trees_that_are_known() {
    for (body, wanted) in SHORT {
        let text = format!("在全镇工作会议上的讲话\n\n同志们：\n\n{body}\n");
        let paper = Paper::new(&Source::new("short.txt", &text));
        let tree = Tree::new(&paper);
        let mut found = line(&paper, &tree.sections);
        if !tree.unattached.is_empty() {
            found = format!("{found} | {}", line(&paper, &tree.unattached));
        }
        assert_eq!(found, wanted, "{body}");
    }
}

/// A folder of annotated documents of one's own, named by `NIGAO_PAPERS`, with the texts beside them or in `NIGAO_TEXTS`.
#[test]
fn trees_of_ones_own_documents() {
    let Some(folder) = std::env::var_os("NIGAO_PAPERS").map(PathBuf::from) else {
        return;
    };
    let texts = std::env::var_os("NIGAO_TEXTS").map_or(folder.clone(), PathBuf::from);
    let mut sum = 0.0;
    let papers = annotated(&folder, &texts);
    for paper in &papers {
        let strip = |all: BTreeSet<(u64, String, u64, String)>| -> BTreeSet<(u64, String, u64)> {
            all.into_iter()
                .map(|(level, marker, start, _)| (level, marker, start))
                .collect()
        };
        let found = paper.found();
        let tree = f1(&strip(nodes(&paper.tree)), &strip(nodes(&found)));
        let page = f1(
            &furniture(&paper.tree, &paper.text),
            &furniture(&found, &paper.text),
        );
        println!("{}: tree {tree:.3}, furniture {page:.3}", paper.name);
        sum += tree;
    }
    assert!(sum / papers.len() as f64 >= 0.9);
}

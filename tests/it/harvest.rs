//! What documents have in common: patterns found by laying siblings beside each other, phrases, fixed expressions; and what holds of
//! any harvest.

use chrono::NaiveDate;
use nigao::corpus::harvest::{Candidate, Harvest, Kind, Options, Passage, Speech, append, harvest};
use nigao::diag::Source;
use nigao::locality::Table;
use nigao::phrase::Bank;
use nigao::terms::{Terms, han_count};
use nigao::world::{Memory, Shelf};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The shipped tables.
struct Tables {
    bank: Bank,
    terms: Terms,
    table: Table,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let world = Memory::default();
    let shelf = Shelf::new(&world, "");
    Tables {
        bank: Bank::load(&shelf).unwrap(),
        terms: Terms::load(&shelf).unwrap(),
        table: Table::load(&shelf).unwrap(),
    }
});

impl Tables {
    fn harvest(&self, papers: &[Speech]) -> Harvest {
        harvest(papers, &self.options())
    }

    fn options(&self) -> Options<'_> {
        Options::new(&self.bank, &self.terms, &self.table)
    }
}

/// A document of a paragraph a line, as a reader hands it over: blanks at the ends taken off, half-width commas made wide.
fn paper(name: &str, raw: &str) -> Speech {
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for line in raw.split('\n') {
        let begin = line.chars().take_while(|c| c.is_whitespace()).count();
        let chars = line.trim().chars().enumerate().map(|(n, c)| {
            let read = if c == ',' { '，' } else { c };
            (read, (at + begin + n) as u32, c)
        });
        if !line.trim().is_empty() {
            paragraphs.push(Passage::new(chars));
        }
        at += line.chars().count() + 1;
    }
    Speech {
        name: name.to_owned(),
        date: NaiveDate::from_ymd_opt(2024, 5, 1),
        paragraphs,
    }
}

const REPORT: &str = "\
  各位同事,半年来的工作有这样几个特点。
一、抓思想引导不放松,增强向心力。大家坐在一起学,学完接着议,议完马上改。
二、抓岗位历练不放松,增强执行力。新同志由老同志带,难题交给骨干办。
三、抓窗口服务不放松,增强亲和力。凡是来办事的,都有人接、有人问、有人送。
一、端正学习态度,在学用结合上当先锋、作示范
我们要准确把握学习的重点难点;要准确把握群众的所思所盼;要准确把握工作的节奏力度。
二、改进工作方法,在为民办事上当先锋、作示范
压实责任,做到谁主管谁负责,谁牵头谁负责,谁使用谁负责。网点从城区向乡村覆盖,从线下向线上覆盖。
三、严守各项规矩,在廉洁从业上当先锋、作示范
党支部倡导的坚决支持、党支部部署的坚决落实、党支部反对的坚决抵制。
";

const ARTICLE: &str = "\
始终保持谦虚谨慎的工作态度,锤炼善作善成的过硬本领。多到现场。
始终保持艰苦奋斗的优良作风,坚守清白做人的道德底线。少些空谈。
始终保持昂扬向上的精神状态,强化为民服务的使命职责。着力提升解难题的看家能力,多走多问。着力提升办实事的协调能力,善作善为。着力提升管长远的统筹能力,常抓不懈。
一是积极搭建志愿服务平台。谋划在先、部署在前、落实在早。
二是积极搭建互助养老平台。谋划在先、部署在前、落实在早。
三是积极搭建法律咨询平台,增强“四个意识”、坚定“四个自信”。开展“四微联动”活动。
";

/// Patterns of all the shapes that siblings take: headings far apart, first sentences, parts of a sentence, clauses, items.
#[test]
fn siblings_give_their_frames() {
    let found = TABLES.harvest(&[paper("report", REPORT), paper("article", ARTICLE)]);
    let wanted = [
        ("抓{}不放松，增强{}力", 3),
        ("{}，在{}上当先锋、作示范", 3),
        ("始终保持{}的{}，{}{}的{}", 3),
        ("要准确把握{}", 3),
        ("着力提升{}能力", 3),
        ("积极搭建{}平台", 3),
        ("谁{}谁负责", 3),
        ("从{}向{}覆盖", 2),
        ("党支部{}的坚决{}", 3),
    ];
    for (text, count) in wanted {
        let pattern = found.candidates.iter().find(|c| c.text == text);
        let pattern = pattern.unwrap_or_else(|| panic!("{text} is not found"));
        assert_eq!(
            (pattern.kind, pattern.count),
            (Kind::Pattern, count),
            "{text}"
        );
    }
    let fillers: Vec<Vec<&str>> = find(&found, "从{}向{}覆盖")
        .places
        .iter()
        .map(|p| p.fillers.iter().map(|f| f.surface.as_str()).collect())
        .collect();
    assert_eq!(fillers, [["城区", "乡村"], ["线下", "线上"]]);
}

fn find<'h>(found: &'h Harvest, text: &str) -> &'h Candidate {
    found.candidates.iter().find(|c| c.text == text).unwrap()
}

#[test]
fn phrases_are_told_apart_and_what_is_local_is_flagged() {
    let found = TABLES.harvest(&[paper("report", REPORT), paper("article", ARTICLE)]);
    let kind = |text: &str| find(&found, text).kind;
    assert_eq!(kind("谋划在先、部署在前、落实在早"), Kind::Parallel);
    assert_eq!(kind("改进工作方法"), Kind::Pair);
    assert_eq!(kind("增强“四个意识”、坚定“四个自信”"), Kind::Fixed);
    assert_eq!(kind("常抓不懈"), Kind::Phrase);
    let local = find(&found, "开展“四微联动”活动");
    assert!(local.local && local.score < 0.1);
    let dated = find(&found, "增强“四个意识”、坚定“四个自信”");
    assert!(!dated.local);
    assert_eq!(dated.since, NaiveDate::from_ymd_opt(2024, 5, 1));
    assert_eq!(find(&found, "常抓不懈").since, None);
}

#[test]
fn nobody_is_named_and_nothing_masked_is_taken() {
    let text = "王立新同志讲话，任务由周小平主任落实，某某局出台12项措施，由×同志牵头落实。请致电8765432，××县委作出部署，李强总理作出批示，县委书记张国华强调纪律，局长高志同志主持。主任高度重视这项工作，扎实改进作风。";
    let found = TABLES.harvest(&[paper("a", text), paper("b", &format!("{text}又。"))]);
    for candidate in &found.candidates {
        let bad = [
            "王立新",
            "周小平",
            "李强",
            "张国华",
            "高志",
            "某",
            "×",
            "7",
            "1",
        ];
        assert!(
            !bad.iter().any(|b| candidate.text.contains(b)),
            "{}",
            candidate.text
        );
    }
    for kept in ["扎实改进作风", "主任高度重视这项工作"] {
        assert!(found.candidates.iter().any(|c| c.text == kept), "{kept}");
    }
}

#[test]
fn what_the_bank_holds_is_left_out_unless_it_is_asked_for() {
    let speech = paper(
        "a",
        "要直面问题、敢于较真，坚决不搞“走过场”，开展“春风送暖”活动。",
    );
    let new = TABLES.harvest(std::slice::from_ref(&speech));
    let options = Options {
        held: true,
        ..TABLES.options()
    };
    let all = harvest(&[speech], &options);
    let has = |found: &Harvest, text: &str| found.candidates.iter().any(|c| c.text == text);
    assert!(has(&all, "“走过场”") && !has(&new, "“走过场”"));
    assert!(has(&new, "敢于较真"));
    assert_eq!(
        (all.held, all.candidates.len()),
        (0, new.candidates.len() + new.held)
    );
    assert!(find(&new, "开展“春风送暖”活动").local);
}

#[test]
fn copies_are_counted_and_change_nothing_else() {
    let once = TABLES.harvest(&[paper("a", REPORT)]);
    let twice = TABLES.harvest(&[paper("a", REPORT), paper("b", REPORT)]);
    let sums = |found: &Harvest, copies: u32| {
        let candidates = found.candidates.iter();
        let mut sums: Vec<(String, u32, u32)> = candidates
            .map(|c| (c.text.clone(), c.count * copies, c.docs * copies))
            .collect();
        sums.sort();
        sums
    };
    assert_eq!(sums(&once, 2), sums(&twice, 1));
}

/// The bank with a user's file of candidates: none is drawn, until its status goes.
#[test]
fn candidates_wait_in_their_file() {
    let found = TABLES.harvest(&[paper("exchange", REPORT)]);
    let name = "phrases/harvest.yaml";
    let best: Vec<Candidate> = found.candidates.into_iter().take(40).collect();
    let file = append(&Source::new(name, ""), &best).unwrap();
    let bank = |text: &str| {
        let world = Memory::new([(name, text)]);
        Bank::load(&Shelf::new(&world, ""))
    };
    let shipped = TABLES.bank.entries().len();
    assert_eq!(bank(&file).unwrap().entries().len(), shipped);

    let one =
        "- {id: mine, role: spirit, text: 常学常新、常抓常严, composed: true, status: approved}\n";
    let edited = append(&Source::new(name, one), &best).unwrap();
    assert!(edited.starts_with(one) && edited.ends_with(&file));
    assert_eq!(bank(&edited).unwrap().entries().len(), shipped + 1);
    let again = append(&Source::new(name, edited.as_str()), &best).unwrap();
    assert_eq!(again, edited);

    // Approved without a role, it is told what it lacks.
    let taken = file.replacen("status: candidate", "status: approved", 1);
    assert!(bank(&taken).is_err());
}

/// Sentences as they stand side by side in speeches, from a few words.
fn raw() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "加强",
        "队伍建设",
        "改进",
        "工作作风",
        "的",
        "和",
        "要",
        "“四个意识”",
        "落实",
        "责任",
        "从",
        "向",
        "延伸",
        "基层",
        "9",
        "×",
        "严格",
        "管理",
        "谁",
        "负责",
    ]);
    let mark = prop::sample::select(vec!["，", "、", "。", "；", ",", "\n", " \n　"]);
    let clause = (prop::collection::vec(word, 1..6), mark);
    let clauses = prop::collection::vec(clause, 1..30);
    clauses.prop_map(|list| {
        list.into_iter()
            .map(|(words, mark)| words.concat() + mark)
            .collect()
    })
}

/// What does not depend on the order of the documents.
fn sums(found: &Harvest) -> Vec<(String, Kind, u32, u32, String)> {
    let sum = |c: &Candidate| {
        let score = format!("{:.9}", c.score);
        (c.text.clone(), c.kind, c.count, c.docs, score)
    };
    let mut sums: Vec<_> = found.candidates.iter().map(sum).collect();
    sums.sort();
    sums
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_surface_stands_at_its_offset(texts in prop::collection::vec(raw(), 1..4)) {
        let papers: Vec<Speech> = texts.iter().enumerate().map(|(n, t)| paper(&n.to_string(), t)).collect();
        let found = TABLES.harvest(&papers);
        let wide = |text: &str| text.replace(',', "，");
        for candidate in &found.candidates {
            prop_assert!((0.0..=1.0).contains(&candidate.score));
            prop_assert!(candidate.kind == Kind::Fixed || han_count(&candidate.text) <= 20);
            prop_assert!(!candidate.places.is_empty());
            for place in &candidate.places {
                let raw: Vec<char> = texts[place.doc.parse::<usize>().unwrap()].chars().collect();
                let stands = |at: u32, words: &str| {
                    raw[at as usize..].iter().take(words.chars().count()).collect::<String>() == words
                };
                prop_assert!(stands(place.at, &place.surface));
                // The frame with its fillers put back is the surface.
                let mut words = candidate.text.clone();
                for filler in &place.fillers {
                    prop_assert!(stands(filler.at, &filler.surface));
                    words = words.replacen("{}", &filler.surface, 1);
                }
                prop_assert_eq!(wide(&words), wide(&place.surface));
            }
        }
    }

    #[test]
    fn threads_and_the_order_of_documents_change_nothing(texts in prop::collection::vec(raw(), 2..4)) {
        let papers: Vec<Speech> = texts.iter().enumerate().map(|(n, t)| paper(&n.to_string(), t)).collect();
        let by = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let one = by(1).install(|| TABLES.harvest(&papers));
        let four = by(4).install(|| TABLES.harvest(&papers));
        prop_assert_eq!(&one, &four);
        let back: Vec<Speech> = papers.into_iter().rev().collect();
        prop_assert_eq!(sums(&one), sums(&TABLES.harvest(&back)));
    }
}

//! The names of places that a draft is not for.

use crate::locality::patient;
use crate::nigao::Nigao;
use crate::overlay::outline;
use nigao::check::Residues;
use nigao::compose::{Library, Places, Wishes};
use nigao::diag::Source;
use nigao::draft::OriginKind;
use nigao::world::{Memory, Shelf};

/// 500 drafts, each with the name of a place planted between two words: all are found, by the name and where it stands. The drafts as they
/// were have none.
#[test]
fn a_planted_name_is_found() {
    let world = Memory::default();
    let library = patient(Library::load(Shelf::new(&world, "")).unwrap());
    let table = library.table().unwrap();
    let residues = Residues::new(table);
    let source = Source::new("o.yaml", outline());
    let loaded = nigao::outline::load(&source).unwrap();
    let mut places = Places::new(&library, &loaded, Wishes::default()).unwrap();
    let place = library.locality("320583").unwrap();
    // Names of all kinds and lengths, none of 江苏.
    let names: Vec<&str> = table
        .divisions()
        .iter()
        .filter(|d| !d.code.starts_with("32"))
        .flat_map(|d| std::iter::once(d.name.as_str()).chain(d.aliases.first().map(String::as_str)))
        .filter(|name| !["城区", "郊区", "矿区"].contains(name))
        .collect();
    for seed in 0..500usize {
        let mut draft = places.draft("320583", seed as u64).unwrap();
        assert_eq!(residues.in_draft(&draft, &place).len(), 0, "seed {seed}");
        let name = names[seed * 7919 % names.len()];
        let blocks: Vec<usize> = (0..draft.blocks.len())
            .filter(|b| {
                let spans = draft.blocks[*b].spans.iter().skip(1);
                spans
                    .into_iter()
                    .any(|s| s.origin.kind == OriginKind::Phrase)
            })
            .collect();
        let block = blocks[seed * 31 % blocks.len()];
        let spans = &mut draft.blocks[block].spans;
        // What the outline says, and what the place is called, is the office's own.
        let others: Vec<usize> = (1..spans.len())
            .filter(|at| {
                matches!(
                    spans[*at].origin.kind,
                    OriginKind::Phrase | OriginKind::Template
                )
            })
            .collect();
        let at = others[seed * 17 % others.len()];
        spans[at].text.insert_str(0, name);
        let found = residues.in_draft(&draft, &place);
        let said = found.iter().any(|d| {
            d.message
                .text(nigao::diag::Lang::Chinese)
                .contains(&format!("`{name}`"))
        });
        assert!(
            said,
            "seed {seed}: {name} in {:?}",
            draft.blocks[block].spans
        );
    }
}

/// A foreign name in an office's own phrase stops the draft, with the place and where it comes from; what the outline says is the drafter's.
#[test]
fn a_residue_stops_a_draft() {
    let phrases = "- {id: ours.long.01, role: call, facet: long, text: 学习义乌市的经验不是权宜之计，要长期坚持, composed: true}\n";
    let scene = |outline: String| {
        Nigao::new()
            .file("o.yaml", outline)
            .file("phrases/ours.yaml", phrases)
            .file(
                "templates/parts/call.tera",
                "同志们，{{ say(of=\"call.long\") }}。\n",
            )
    };
    let stopped = (1..60).find_map(|seed| {
        let ran = scene(outline())
            .args(&["draft", "o.yaml", "-l", "昆山", "--seed", &seed.to_string()])
            .run();
        (ran.status != 0).then_some((seed, ran))
    });
    let (seed, ran) = stopped.unwrap();
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    assert!(
        ran.stderr.contains("义乌市") && ran.stderr.contains("phrases/ours.yaml#ours.long.01"),
        "{}",
        ran.stderr
    );
    let said = outline().replace("title: 在", "title: 在赴义乌市学习后的");
    let ran = scene(said)
        .args(&["draft", "o.yaml", "-l", "昆山", "--seed", &seed.to_string()])
        .run();
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}

/// A name that stands in the outline only as the place it was once for, or in a remark, is not said.
#[test]
fn the_place_of_an_old_outline_is_no_excuse() {
    let old = outline().replace("locality: 地级市", "locality: 正定县  # 去年给正定县写过");
    let call = "同志们，{{ say(of=\"call.long\") }}。正定县的同志们要带好头。\n";
    let draft = |place: &str| {
        Nigao::new()
            .file("o.yaml", &old)
            .file("templates/parts/call.tera", call)
            .args(&["draft", "o.yaml", "-l", place])
            .run()
    };
    assert_eq!(draft("正定县").status, 0);
    let ran = draft("昆山");
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("templates/parts/call.tera:1"),
        "{}",
        ran.stderr
    );
}

/// No shipped template or phrase names an organ or a place.
#[test]
fn nothing_shipped_names_a_place() {
    let world = Memory::default();
    let library = Library::load(Shelf::new(&world, "")).unwrap();
    let residues = Residues::new(library.table().unwrap());
    let organs = [
        "省委",
        "市委",
        "县委",
        "区委",
        "州委",
        "盟委",
        "旗委",
        "地委",
        "自治区党委",
        "全省",
        "全市",
        "全县",
        "全区",
        "全州",
        "全盟",
        "全旗",
        "我省",
        "我市",
        "我县",
        "我区",
        "我州",
        "我旗",
        "省直",
        "市直",
        "县直",
        "区直",
        "省政府",
        "市政府",
        "县政府",
        "区政府",
        "行署",
    ];
    let mut read = 0;
    for folder in [
        "phrases",
        "templates",
        "templates/parts",
        "terms",
        "outlines",
    ] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for file in path.read_dir().unwrap() {
            let path = file.unwrap().path();
            if !path.is_file() || path.ends_with("sources.yaml") {
                continue;
            }
            let text = crate::nigao::read(&path);
            for line in text
                .lines()
                .filter(|l| !l.trim_start().starts_with(['#', '{']))
            {
                // A slot of the place is the right way; 安全区域 and the like are no names.
                let line = line.replace("安全区域", "").replace("责任区", "");
                for organ in organs {
                    assert!(!line.contains(organ), "{}: {line}", path.display());
                }
                assert_eq!(
                    residues.find(&line, &[], ""),
                    [],
                    "{}: {line}",
                    path.display()
                );
                read += 1;
            }
        }
    }
    assert!(read > 20_000, "{read}");
}

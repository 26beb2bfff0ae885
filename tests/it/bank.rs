//! The shipped bank: how deep it is, and that nothing of it is out of reach.

use crate::genres::GENRES;
use crate::nigao::Nigao;

#[test]
fn every_entry_can_be_reached_and_there_are_enough() {
    let listed = Nigao::new().args(&["bank", "list"]).succeeds().stdout;
    let last = listed.lines().last().unwrap();
    let numbers: Vec<u32> = last
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|n| n.parse().ok())
        .collect();
    let [all, phrases, unreached] = numbers[..] else {
        panic!("{last}")
    };
    assert!(phrases >= 450 && all - phrases >= 2000, "{last}");
    assert_eq!(unreached, 0, "{listed}");
}

/// Every pool holds six times what one draft of any shipped outline draws from it.
#[test]
fn every_pool_is_six_times_as_deep_as_a_draft_draws() {
    let listed = Nigao::new()
        .args(&["bank", "list", "--pool"])
        .succeeds()
        .stdout;
    let mut rows = 0;
    let mut shallow = Vec::new();
    for line in listed.lines().skip(1) {
        let [held, drawn, ..] = line.split_whitespace().collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let (held, drawn): (u32, u32) = (held.parse().unwrap(), drawn.parse().unwrap());
        rows += 1;
        if held < 6 * drawn {
            shallow.push(line);
        }
    }
    assert!(rows > 300, "{listed}");
    assert_eq!(shallow, Vec::<&str>::new());
}

/// Two drafts of an outline share little.
#[test]
fn two_drafts_share_at_most_fifteen_hundredths() {
    for genre in GENRES {
        let overlap = genre.space()["overlap"].as_f64().unwrap();
        assert!(overlap <= 0.15, "{}: {overlap}", genre.name());
    }
}

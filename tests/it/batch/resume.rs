//! A batch that is broken off at any moment, and goes on.
#![cfg(unix)]

use super::{Scene, assert_same, folder};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Numbers that look random: xorshift.
struct Moments(u64);

impl Moments {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

/// What a broken-off folder may hold: files of the batch, whole; those being written; the manifest so far; the lock.
fn holds_whole_files(found: &BTreeMap<String, Vec<u8>>, wanted: &BTreeMap<String, Vec<u8>>) {
    for (name, bytes) in found {
        if !name.starts_with(".nigao") && name != "manifest.jsonl.part" {
            assert!(wanted[name] == *bytes, "{name} is not whole");
        }
    }
}

fn broken_off(order: &str, kills: u32, seed: u64) {
    let scene = Scene::new();
    let begun = Instant::now();
    scene.succeeds(&format!("batch {order} -o whole"));
    let whole = u64::try_from(begun.elapsed().as_micros()).unwrap();
    let wanted = folder(&scene.path("whole"));
    let mut moments = Moments(seed);
    let (mut killed, mut number) = (0, 0);
    while killed < kills {
        number += 1;
        let name = format!("broken{number}");
        let goes_on = format!("batch {order} --resume -o {name}");
        // Several in a row on one folder, each at another moment of the time that a whole run takes.
        for _ in 0..=moments.below(8) {
            let mut run = scene.command(&goes_on).spawn().unwrap();
            std::thread::sleep(Duration::from_micros(moments.below(whole)));
            let was_running = run.try_wait().unwrap().is_none();
            run.kill().unwrap();
            killed += u32::from(was_running);
            run.wait().unwrap();
            if scene.path(&name).exists() {
                holds_whole_files(&folder(&scene.path(&name)), &wanted);
            }
        }
        scene.succeeds(&goes_on);
        assert_same(&scene.path(&name), &scene.path("whole"));
        std::fs::remove_dir_all(scene.path(&name)).unwrap();
        assert!(
            number < 20 * kills,
            "the runs are over before they are killed"
        );
    }
}

#[test]
fn a_killed_run_goes_on_to_the_same_folder() {
    broken_off(
        "outlines/article.yaml -n 200 -f html --certify none",
        50,
        11,
    );
}

#[test]
fn a_killed_run_that_compares_goes_on_to_the_same_folder() {
    broken_off("outlines/article.yaml -n 40 --max-overlap 0.3", 50, 12);
}

/// What is there and right stays as it is; what is not is written again.
#[test]
fn a_finished_batch_is_mended_where_it_was_damaged() {
    let scene = Scene::new();
    let order = "batch outlines/article.yaml -n 20";
    scene.succeeds(&format!("{order} -o whole"));
    scene.succeeds(&format!("{order} -o b"));
    let written = |name: &str| {
        let file = scene.path("b").join(name);
        std::fs::metadata(file).unwrap().modified().unwrap()
    };
    let before = written("article-02.txt");
    std::fs::remove_file(scene.path("b/article-05.txt")).unwrap();
    scene.put("b/article-07.txt", "改了");
    scene.put("b/certificate.json", "{}");
    scene.succeeds(&format!("{order} -o b --resume"));
    assert_same(&scene.path("b"), &scene.path("whole"));
    assert_eq!(written("article-02.txt"), before);
}

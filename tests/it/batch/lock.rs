//! One folder, two runs: the second is told to wait.
#![cfg(unix)]

use super::{Said, Scene, assert_same, folder};
use std::fs::{File, OpenOptions};
use std::process::Command;

const ORDER: &str = "batch outlines/article.yaml -n 400 --certify none";

fn lock(scene: &Scene) -> File {
    let path = scene.path("b/.nigao.lock");
    OpenOptions::new().write(true).open(path).unwrap()
}

#[test]
fn a_held_folder_is_refused_and_left_alone() {
    let scene = Scene::new().file("b/.nigao.lock", "");
    let held = lock(&scene);
    held.lock().unwrap();
    for args in [
        format!("{ORDER} -o b"),
        format!("{ORDER} -o b --resume"),
        "batch --merge x -o b".to_owned(),
    ] {
        let said = scene.fails(&args);
        assert!(said.contains("another run is writing into `b`"), "{said}");
        assert_eq!(folder(&scene.path("b")).len(), 1);
    }
    // A lock whose holder is gone holds nobody up.
    drop(held);
    scene.succeeds(&format!("{ORDER} -o b"));
    scene.succeeds(&format!("{ORDER} -o whole"));
    assert_same(&scene.path("b"), &scene.path("whole"));
}

/// The first run is stopped in the middle while the second tries.
#[test]
fn the_second_run_does_no_harm_to_the_first() {
    let scene = Scene::new();
    scene.succeeds(&format!("{ORDER} -o whole"));
    let first = scene.command(&format!("{ORDER} -o b")).spawn().unwrap();
    let signal = |name: &str| {
        let done = Command::new("kill")
            .args([name, &first.id().to_string()])
            .status();
        assert!(done.unwrap().success());
    };
    while !scene.path("b/batch.json").exists() {
        std::thread::yield_now();
    }
    signal("-STOP");
    assert!(
        !scene.path("b/manifest.jsonl").exists(),
        "the first was too fast"
    );
    let second = scene.fails(&format!("{ORDER} -o b --resume"));
    signal("-CONT");
    assert!(second.contains("wait until it is done"), "{second}");
    let first = Said::of(first.wait_with_output().unwrap());
    assert_eq!(first.status, Some(0), "{}", first.stderr);
    assert_same(&scene.path("b"), &scene.path("whole"));
}

/// However many come at once, each does the whole work or none of it.
#[test]
fn many_runs_at_once_make_one_batch() {
    let scene = Scene::new();
    let order = "batch outlines/article.yaml -n 50 --certify none";
    scene.succeeds(&format!("{order} -o whole"));
    let runs: Vec<_> = (0..8)
        .map(|_| {
            scene
                .command(&format!("{order} --resume -o b"))
                .spawn()
                .unwrap()
        })
        .collect();
    let statuses: Vec<_> = runs
        .into_iter()
        .map(|run| Said::of(run.wait_with_output().unwrap()).status)
        .collect();
    assert!(statuses.contains(&Some(0)), "{statuses:?}");
    assert!(
        statuses.iter().all(|s| matches!(s, Some(0 | 2))),
        "{statuses:?}"
    );
    assert_same(&scene.path("b"), &scene.path("whole"));
}

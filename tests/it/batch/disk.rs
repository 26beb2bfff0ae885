//! A disk that fills up. A small one is mounted for the test, which only the superuser may; another user's run skips it.
#![cfg(target_os = "linux")]

use super::{Scene, assert_same, folder};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file system in memory, as long as it is wanted.
struct Disk(PathBuf);

/// Whether this process may mount: the superuser may, unless its container has taken that away (`CAP_SYS_ADMIN`, bit 21).
fn may_mount() -> bool {
    let status = crate::nigao::read(Path::new("/proc/self/status"));
    let has = status.lines().find_map(|line| line.strip_prefix("CapEff:"));
    has.is_some_and(|has| u64::from_str_radix(has.trim(), 16).unwrap() >> 21 & 1 == 1)
}

fn mount(args: &[&str], at: &Path) {
    let done = Command::new("mount").args(args).arg(at).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "mount {args:?}: {said}");
}

impl Disk {
    fn of(kilobytes: u32, at: PathBuf) -> Self {
        std::fs::create_dir(&at).unwrap();
        let size = format!("size={kilobytes}k");
        mount(&["-t", "tmpfs", "-o", &size, "tmpfs"], &at);
        Self(at)
    }

    /// With room for so much in all.
    fn grow(&self, kilobytes: u32) {
        mount(&["-o", &format!("remount,size={kilobytes}k")], &self.0);
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

/// The disk is full again and again, first before anything is written, last at the report; each time some room is made.
#[test]
fn a_full_disk_leaves_only_whole_files_and_the_batch_goes_on() {
    if !may_mount() {
        eprintln!("skipped: mounting a small disk is for the superuser");
        return;
    }
    let scene = Scene::new();
    let order = "batch outlines/article.yaml -n 40";
    scene.succeeds(&format!("{order} -o whole"));
    let wanted = folder(&scene.path("whole"));
    let disk = Disk::of(8, scene.path("disk"));
    let mut stopped_at = Vec::new();
    for kilobytes in (8..).step_by(12) {
        disk.grow(kilobytes);
        let said = scene.run(&format!("{order} -o disk/b --resume"));
        let found = folder(&scene.path("disk/b"));
        assert_eq!(
            found.keys().find(|name| name.starts_with('.')),
            None,
            "{}",
            said.stderr
        );
        if said.status == Some(0) {
            break;
        }
        assert_eq!((said.status, said.stdout.as_str()), (Some(2), ""));
        assert!(
            said.stderr.contains("No space left") && said.stderr.contains("--resume"),
            "{}",
            said.stderr
        );
        for (name, bytes) in &found {
            if name != "manifest.jsonl.part" {
                assert!(wanted[name] == *bytes, "{name} is not whole");
            }
        }
        assert!(!found.contains_key("manifest.jsonl"), "it is not done");
        let name = said.stderr.split('`').nth(1).unwrap();
        stopped_at.push(name.replace("disk/b/", ""));
    }
    assert_same(&scene.path("disk/b"), &scene.path("whole"));
    for name in ["article-", "report.html"] {
        assert!(
            stopped_at.iter().any(|stopped| stopped.starts_with(name)),
            "{stopped_at:?}"
        );
    }
}

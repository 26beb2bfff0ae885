//! The examples that make a batch on several machines, and the pages about it: what they run ends in the same bytes as one run on
//! one machine.

use crate::nigao::{Nigao, read, repository};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What the tests ask of a batch beside an outline.
const ASKED: [&str; 4] = ["-n", "50", "--max-overlap", "30%"];
const OUTLINE: &str = "outlines/rectification.yaml";

/// A folder with the outline in it.
fn folder() -> tempfile::TempDir {
    Nigao::new().own(OUTLINE).args(&["list"]).succeeds().folder
}

/// A program in a folder, with nigao on its PATH.
fn command(program: &str, folder: &Path) -> Command {
    let mut path = OsString::from(Path::new(env!("CARGO_BIN_EXE_nigao")).parent().unwrap());
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env("PATH", path)
        .env("LC_ALL", "C.UTF-8");
    command
}

fn succeeds(command: &mut Command) -> String {
    let output: Output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples/scale")
        .join(name)
}

/// The files of a folder, each with what is in it.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entry = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, read(&path))
    };
    std::fs::read_dir(folder).unwrap().map(entry).collect()
}

/// Holds the folder `batch` against a run on one machine.
fn is_the_whole_batch(folder: &Path, asked: &[&str]) {
    succeeds(
        command("nigao", folder)
            .arg("batch")
            .args(asked)
            .args(["-o", "whole"]),
    );
    let (merged, whole) = (files(&folder.join("batch")), files(&folder.join("whole")));
    assert!(whole.contains_key("certificate.json"));
    assert!(
        merged.keys().eq(whole.keys()),
        "{:?}\n{:?}",
        merged.keys(),
        whole.keys()
    );
    for (name, text) in &whole {
        assert!(merged[name] == *text, "{name} differs");
    }
}

#[test]
fn the_slurm_jobs_make_the_whole_batch() {
    let script = repository("examples/scale/slurm/batch.sbatch");
    let tasks = script
        .lines()
        .find_map(|l| l.strip_prefix("#SBATCH --array=1-"))
        .unwrap();
    let folder = folder();
    let asked = [&[OUTLINE][..], &ASKED].concat();
    let task = |task: u64| {
        succeeds(
            command("bash", folder.path())
                .arg(example("slurm/batch.sbatch"))
                .args(&asked)
                .env("SLURM_ARRAY_TASK_ID", task.to_string()),
        );
    };
    for number in 1..=tasks.parse().unwrap() {
        task(number);
    }
    // A task that is sent again goes on with what is there.
    task(3);
    succeeds(command("bash", folder.path()).arg(example("slurm/merge.sbatch")));
    is_the_whole_batch(folder.path(), &asked);
}

#[test]
fn the_slurm_merge_refuses_what_does_not_keep_the_bound() {
    let folder = folder();
    for task in 1..=8 {
        succeeds(
            command("bash", folder.path())
                .arg(example("slurm/batch.sbatch"))
                .args([OUTLINE, "-n", "16", "--max-overlap", "10%"])
                .env("SLURM_ARRAY_TASK_ID", task.to_string()),
        );
    }
    let merge = command("bash", folder.path())
        .arg(example("slurm/merge.sbatch"))
        .output()
        .unwrap();
    assert_eq!(merge.status.code(), Some(1));
    assert!(!folder.path().join("batch").exists());
}

/// The objects of a file of YAML.
fn objects(name: &str) -> Vec<Value> {
    repository(name)
        .split("\n---\n")
        .map(|text| serde_yaml::from_str(text).unwrap_or_else(|e| panic!("{name}: {e}")))
        .collect()
}

/// The only object of its kind.
fn object(objects: &[Value], kind: &str) -> Value {
    let mut found = objects.iter().filter(|o| o["kind"] == kind);
    let object = found.next().unwrap_or_else(|| panic!("no {kind}"));
    assert_eq!(found.next(), None, "two of {kind}");
    object.clone()
}

fn container(job: &Value) -> &Value {
    &job["spec"]["template"]["spec"]["containers"][0]
}

/// Runs what a pod would run; the folder is what is mounted as its working directory.
fn pod(job: &Value, folder: &Path, index: Option<u64>) {
    let words: Vec<&str> = container(job)["command"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| w.as_str().unwrap())
        .collect();
    let mut command = command(words[0], folder);
    command.args(&words[1..]);
    if let Some(index) = index {
        command.env("JOB_COMPLETION_INDEX", index.to_string());
    }
    succeeds(&mut command);
}

#[test]
fn the_kubernetes_jobs_make_the_whole_batch() {
    let batch = objects("examples/scale/kubernetes/batch.yaml");
    let claim = object(&batch, "PersistentVolumeClaim");
    let batch = object(&batch, "Job");
    let merge = object(&objects("examples/scale/kubernetes/merge.yaml"), "Job");
    assert_eq!(batch["spec"]["completionMode"], "Indexed");
    for job in [&batch, &merge] {
        let volume = &job["spec"]["template"]["spec"]["volumes"][0];
        assert_eq!(
            volume["persistentVolumeClaim"]["claimName"],
            claim["metadata"]["name"]
        );
        let mount = &container(job)["volumeMounts"][0];
        assert_eq!(mount["name"], volume["name"]);
        assert_eq!(mount["mountPath"], container(job)["workingDir"]);
    }
    let folder = folder();
    for index in 0..batch["spec"]["completions"].as_u64().unwrap() {
        pod(&batch, folder.path(), Some(index));
    }
    pod(&merge, folder.path(), None);
    // What the pods are asked for is what stands before `--shard`.
    let words = container(&batch)["command"][2].as_str().unwrap();
    let (_, asked) = words.split_once("nigao batch ").unwrap();
    let (asked, _) = asked.split_once(" --shard").unwrap();
    is_the_whole_batch(
        folder.path(),
        &asked.split_whitespace().collect::<Vec<&str>>(),
    );
}

#[test]
fn the_image_is_made_of_what_is_there() {
    let file = repository("examples/scale/kubernetes/Containerfile");
    let copied = file
        .lines()
        .filter_map(|line| line.strip_prefix("COPY "))
        .filter(|line| !line.starts_with("--from"))
        .flat_map(|line| {
            let words: Vec<&str> = line.split(' ').collect();
            words[..words.len() - 1].to_vec()
        });
    let mut count = 0;
    for path in copied {
        assert!(
            Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists(),
            "{path}"
        );
        count += 1;
    }
    assert!(count > 5);
}

/// Whether pyspark is there; where nothing may be skipped, it must be.
fn has_spark() -> bool {
    let found = Command::new("python3")
        .args(["-c", "import pyspark"])
        .output()
        .is_ok_and(|o| o.status.success());
    assert!(
        found || std::env::var_os("NIGAO_NO_SKIP").is_none(),
        "python3 has no pyspark: pip install -r examples/scale/spark/requirements.txt"
    );
    if !found {
        eprintln!("skipped: python3 has no pyspark");
    }
    found
}

fn spark(folder: &Path, master: &str, asked: &[&str]) -> Output {
    command("python3", folder)
        .arg(example("spark/batch.py"))
        .args(["--master", master, "--shards", "4", "--output", "drafts"])
        .arg("--")
        .args(asked)
        .env("SPARK_LOCAL_IP", "127.0.0.1")
        .output()
        .unwrap()
}

#[test]
fn spark_makes_the_lines_of_one_machine() {
    if !has_spark() {
        return;
    }
    let folder = folder();
    let asked = [OUTLINE, "-n", "50"];
    let ran = spark(folder.path(), "local-cluster[2,1,1024]", &asked);
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    let drafts = folder.path().join("drafts");
    let made: String = (0..4)
        .map(|part| read(&drafts.join(format!("part-{part:05}"))))
        .collect();
    let whole = succeeds(
        command("nigao", folder.path())
            .arg("batch")
            .args(asked)
            .args(["-o", "-"]),
    );
    assert_eq!(whole.lines().count(), 50);
    assert!(made == whole, "{made}");
}

#[test]
fn spark_says_what_nigao_refused() {
    if !has_spark() {
        return;
    }
    let folder = folder();
    let ran = spark(folder.path(), "local[1]", &["nowhere.yaml", "-n", "50"]);
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{said}");
    let fault = succeeds_not(command("nigao", folder.path()).args([
        "batch",
        "nowhere.yaml",
        "-n",
        "50",
        "-o",
        "-",
    ]));
    let at = said.find("shard ").unwrap_or_else(|| panic!("{said}"));
    assert_eq!(
        said[at..],
        format!("shard 1/4: nigao exited with 2\n{fault}")
    );
}

fn succeeds_not(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

/// The blocks of a page that are for a shell, one behind the other.
fn shell(page: &str) -> String {
    let text = repository(page);
    let blocks = text.split("```sh\n").skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap())
        .collect()
}

/// Every command of the pages runs, in the order in which it stands there, and is the same in both languages.
#[test]
fn the_commands_of_the_pages_run() {
    let [english, chinese] = ["docs/scale.md", "docs/scale.zh-CN.md"].map(shell);
    assert_eq!(english, chinese);
    assert!(english.lines().count() > 10);
    let folder = tempfile::tempdir().unwrap();
    succeeds(command("bash", folder.path()).args(["-e", "-c", &english]));
    assert!(folder.path().join("whole/certificate.json").exists());
}

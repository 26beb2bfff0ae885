#!/usr/bin/env python3
"""Gives the choices of one outline to nigao and to its peers, and prints how many texts each makes a second.

    python3 benches/peers/run.py [OUTLINE] [--seconds S] [--runs N]

NIGAO names the program to be measured; without it target/release/nigao is built. Everything is put into target/peers.
"""

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "target" / "peers"
PLAN = WORK / "plan.json"
PYTHON = WORK / "venv" / "bin" / "python"
CHECKED = 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("outline", nargs="?", default="rectification", help="a shipped one or a file")
    parser.add_argument("--seconds", type=float, default=3, help="how long one run draws, at least")
    parser.add_argument("--runs", type=int, default=5, help="the median of so many is taken")
    args = parser.parse_args()
    nigao = os.environ.get("NIGAO")
    install([] if nigao else ["--bin", "nigao"])
    nigao = str(Path(nigao).resolve()) if nigao else str(ROOT / "target/release/nigao")
    plan = output([nigao, "space", args.outline, "--json", "--full"])
    PLAN.write_bytes(plan)

    batch = ["--certify", "none", "--format", "text", "--jobs", "1", "-o", "-", "-n"]
    programs = {
        "nigao": [nigao, "--quiet", "batch", args.outline, *batch],
        "Tera": [str(ROOT / "target/release/examples/peer_tera"), str(PLAN)],
        "Jinja2": [str(PYTHON), str(HERE / "jinja.py"), str(PLAN)],
        "Tracery": ["node", str(WORK / "tracery.mjs"), str(PLAN)],
        "RosaeNLG": ["node", str(WORK / "rosaenlg.mjs"), str(PLAN)],
    }
    for name, command in programs.items():
        check(json.loads(plan), name, output([*command, str(CHECKED)]))
    firsts, counts = {}, {}
    for name, command in programs.items():
        firsts[name], counts[name] = calibrate(command, args.seconds)
    rates = {name: [] for name in programs}
    for _ in range(args.runs):
        # One after the other, so that a load that comes and goes meets all of them.
        for name, command in programs.items():
            wall, cpu = timed(command, counts[name])
            rates[name].append((counts[name] / wall, counts[name] / cpu))
    report(args, nigao, firsts, counts, rates)


def install(own):
    """Installs the peers, each from its list of exact versions, and builds the one in Rust."""
    run(["cargo", "build", "--release", "--quiet", "--example", "peer_tera", *own])
    WORK.mkdir(parents=True, exist_ok=True)
    for file in [*HERE.glob("*.mjs"), *HERE.glob("package*.json")]:
        shutil.copy(file, WORK)
    run(["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=WORK)
    if not PYTHON.exists():
        run([sys.executable, "-m", "venv", str(WORK / "venv")])
    run([str(PYTHON), "-m", "pip", "install", "--quiet", "-r", str(HERE / "requirements.txt")])


def run(command, **options):
    if subprocess.run(command, cwd=options.get("cwd", ROOT), stdout=sys.stderr).returncode:
        sys.exit(f"failed: {' '.join(command)}")


def output(command):
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE)
    if done.returncode:
        sys.exit(f"failed: {' '.join(command)}")
    return done.stdout


def check(plan, name, out):
    """Holds texts against the plan: a program that makes other texts must not be compared."""
    if name == "nigao":
        texts = [json.loads(line)["text"] for line in out.decode().splitlines()]
    else:
        texts = out.decode().split("\0")[:-1]
    if len(texts) != CHECKED:
        sys.exit(f"{name} made {len(texts)} texts, not {CHECKED}")
    for text in map(bare, texts):
        if len(text) not in ends(plan, plan["root"], {}, text, {0}):
            sys.exit(f"{name} made a text that is not of the plan:\n{text}")


def bare(text):
    """A text without blanks and line ends, which RosaeNLG lays out in its own way."""
    return re.sub(r"<br/>|\s", "", text)


def ends(plan, node, handed, text, starts):
    """Where a part of the plan may have come to in a text."""
    if isinstance(node, str):
        words = bare(node)
        return {at + len(words) for at in starts if text.startswith(words, at)}
    ((kind, inner),) = node.items()
    if kind == "seq":
        for item in inner:
            starts = ends(plan, item, handed, text, starts)
        return starts
    if kind == "either":
        return set().union(*(ends(plan, item, handed, text, starts) for item in inner))
    if kind == "with":
        return ends(plan, handed[inner], handed, text, starts)
    if kind == "say":
        entries = [entry for pool in inner["pools"] for entry in plan["pools"][pool]["entries"]]
        given = inner.get("with", {})
        return set().union(*(ends(plan, {"seq": e}, given, text, starts) for e in entries))
    sys.exit(f"the comparison knows no {kind}")


def calibrate(command, seconds):
    """How long one text takes, with all that comes before it; and how many texts take about so many seconds more.

    Where the start is slow, it is more of them, so that the start is no more than a fifth of a run.
    """
    first, _ = timed(command, 1)
    seconds = max(seconds, 4 * first)
    count = 32
    while (wall := timed(command, count)[0]) < first + seconds / 4:
        count *= 2
    return first, round(count * seconds / (wall - first))


def timed(command, count):
    """Seconds of the whole process, by the clock and of all processors."""
    start = time.perf_counter()
    child = subprocess.Popen([*command, str(count)], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"failed: {' '.join(command)} {count}")
    return wall, usage.ru_utime + usage.ru_stime


def report(args, nigao, firsts, counts, rates):
    median = {name: [statistics.median(rate) for rate in zip(*rates[name])] for name in rates}
    print(f"{args.outline}, median of {args.runs} runs of {args.seconds:g} s or more\n")
    print("| | one text | texts a run | a second | a CPU second | nigao / it |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, (wall, cpu) in median.items():
        cells = [
            f"{name} {version(name, nigao)}",
            f"{firsts[name]:.2f} s",
            f"{counts[name]:,}",
            f"{wall:,.0f}",
            f"{cpu:,.0f}",
            f"{median['nigao'][1] / cpu:,.1f}",
        ]
        print(f"| {' | '.join(cells)} |")
    load = ", ".join(f"{load:.2f}" for load in os.getloadavg())
    node = output(["node", "--version"]).decode().strip()
    rust = output(["rustc", "--version"]).decode().split()[1]
    print(f"\n{os.cpu_count()} × {processor()}, {platform.system()}; load {load} at the end.")
    print(f"Node {node}, Python {platform.python_version()}, Rust {rust}.")


def version(name, nigao):
    if name == "nigao":
        return output([nigao, "--version"]).decode().split()[1]
    if name == "Tera":
        return re.search(r'name = "tera"\nversion = "(.*)"', (ROOT / "Cargo.lock").read_text())[1]
    if name == "Jinja2":
        return re.search(r"Jinja2==(.*)", (HERE / "requirements.txt").read_text())[1]
    packages = json.loads((HERE / "package.json").read_text())["dependencies"]
    return packages["tracery-grammar" if name == "Tracery" else "rosaenlg"]


def processor():
    try:
        return re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())[1]
    except (OSError, TypeError):
        return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Has nigao and docxtpl write the same drafts as Word files, whole processes, and prints the ratio of what they make a second.

    python3 benches/peers/word.py [OUTLINE] [--files N] [--runs N]

NIGAO names the program to be measured; without it target/release/nigao is built. python-docx and docxtpl come into target/peers.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from run import HERE, PYTHON, ROOT, WORK, output, run

FILL = """
import json, sys
from docxtpl import DocxTemplate
template, lines, folder = sys.argv[1:]
for number, line in enumerate(open(lines, encoding="utf-8")):
    text = json.loads(line)["text"].split("\\n")
    book = DocxTemplate(template)
    book.render({"title": text[0], "paragraphs": [t.strip("\\u3000") for t in text[1:] if t]})
    book.save(f"{folder}/{number}.docx")
"""

TEMPLATE = """
import sys, docx
book = docx.Document()
book.add_heading("{{ title }}", 0)
for line in ("{%p for words in paragraphs %}", "{{ words }}", "{%p endfor %}"):
    book.add_paragraph(line)
book.save(sys.argv[1])
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("outline", nargs="?", default="rectification", help="a shipped one or a file")
    parser.add_argument("--files", type=int, default=100, help="how many drafts docxtpl fills in a run; nigao makes ten times as many")
    parser.add_argument("--runs", type=int, default=5, help="the median of so many is taken")
    args = parser.parse_args()
    nigao = os.environ.get("NIGAO") or str(ROOT / "target/release/nigao")
    if "NIGAO" not in os.environ:
        run(["cargo", "build", "--release", "--quiet", "--bin", "nigao"])
    WORK.mkdir(parents=True, exist_ok=True)
    if not PYTHON.exists():
        run([sys.executable, "-m", "venv", str(WORK / "venv")])
    run([str(PYTHON), "-m", "pip", "install", "--quiet", "-r", str(HERE / "requirements.txt")])

    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        folder = Path(folder)
        batch = [nigao, "--quiet", "batch", args.outline, "--certify", "none", "--jobs", "1"]
        lines = folder / "lines.jsonl"
        lines.write_bytes(output([*batch, "-n", str(args.files), "-o", "-"]))
        template = folder / "template.docx"
        run([str(PYTHON), "-c", TEMPLATE, str(template)])
        rates = {"nigao": [], "docxtpl": []}
        drafted, exported, idle = [], [], []
        edited = folder / "draft.md"
        run([nigao, "--quiet", "draft", args.outline, "-o", str(edited)])
        for number in range(args.runs):
            ours, theirs = folder / f"ours{number}", folder / f"theirs{number}"
            theirs.mkdir()
            wall, cpu = timed([*batch, "-n", str(10 * args.files), "--format", "docx", "-o", str(ours)])
            rates["nigao"].append((10 * args.files / wall, 10 * args.files / cpu))
            wall, cpu = timed([str(PYTHON), "-c", FILL, str(template), str(lines), str(theirs)])
            rates["docxtpl"].append((args.files / wall, args.files / cpu))
            drafted.append(timed([nigao, "--quiet", "draft", args.outline, "-o", str(folder / f"{number}.docx")])[0])
            exported.append(timed([nigao, "--quiet", "export", str(edited), "-o", str(folder / f"edited{number}.docx")])[0])
            idle.append(timed(["python3", "-S", "-c", "pass"])[0])
        for name, rate in rates.items():
            print(f"{name:<8} {median(rate, 0):>10,.0f} files a second of wall, {median(rate, 1):,.0f} of CPU")
        ratios = [median(rates["nigao"], at) / median(rates["docxtpl"], at) for at in (0, 1)]
        print(f"ratio    {ratios[0]:>10.1f} of wall, {ratios[1]:.1f} of CPU")
        nothing = statistics.median(idle) * 1000
        for name, seconds in (("draft", drafted), ("export", exported)):
            alone = statistics.median(seconds) * 1000
            print(f"one file by {name:<6} {alone:>6.1f} ms; python3 -S -c pass {nothing:.1f} ms; {alone / nothing:.1f} times as long")


def median(rate, at):
    return statistics.median(r[at] for r in rate)


def timed(command):
    """Wall and CPU seconds of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"failed: {' '.join(command)}")
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()

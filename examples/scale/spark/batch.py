#!/usr/bin/env python3
"""Streams a batch of drafts on Apache Spark, one shard a partition.

What stands behind `--` is what `nigao batch` is asked for:

    batch.py --shards 8 --output drafts -- outlines/rectification.yaml -n 1000

OUTPUT becomes a folder of JSON Lines, one file a shard. Read one behind the other, `cat drafts/part-*`, they are line by line what
`nigao batch outlines/rectification.yaml -n 1000 -o -` prints on one machine. A shard that is lost with its machine is made again by
Spark, and is the same again.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator

from py4j.protocol import Py4JJavaError
from pyspark import TaskContext
from pyspark.sql import SparkSession


class Refused(Exception):
    """What stopped a shard, in marks by which it is found among the stack traces of two languages."""

    MARKED = re.compile(r"<<<(.*?)>>>", re.DOTALL)

    def __str__(self) -> str:
        return f"<<<{self.args[0]}>>>"


def drafts_of(nigao: str, folder: str, asked: list[str], shards: int) -> Callable[[int], Iterator[str]]:
    """What makes the lines of a shard, from 1, where it is run."""

    def drafts(shard: int) -> Iterator[str]:
        task = TaskContext.get()
        cores = task.cpus() if task else 1
        command = [nigao, "--quiet", "batch", *asked]
        command += ["--shard", f"{shard}/{shards}", "--jobs", str(cores), "--output", "-"]
        with tempfile.TemporaryFile() as said:
            try:
                run = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=said)
            except OSError as error:
                raise Refused(f"cannot run {nigao} in {folder}: {error.strerror}") from error
            with run:
                assert run.stdout is not None
                for line in run.stdout:
                    yield line.decode().removesuffix("\n")
            if run.returncode != 0:
                said.seek(0)
                words = said.read().decode(errors="replace").strip()
                raise Refused(f"shard {shard}/{shards}: nigao exited with {run.returncode}\n{words}")

    return drafts


def arguments() -> argparse.Namespace:
    summary, _, more = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        description=summary, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shards", type=int, default=8, metavar="K", help="how many shards; 8")
    parser.add_argument("--output", required=True, metavar="FOLDER", help="a new folder, or any address Spark can write to")
    parser.add_argument("--nigao", default="nigao", metavar="PROGRAM", help="where nigao is, on every machine; by the PATH")
    parser.add_argument("--folder", default=os.getcwd(), metavar="FOLDER",
                        help="where the outlines are, on every machine; the current folder")
    parser.add_argument("--master", metavar="URL", help="without spark-submit: local[2], local-cluster[2,1,1024], spark://…")
    parser.add_argument("asked", nargs="+", metavar="ARGUMENT", help="for nigao batch, behind --")
    args = parser.parse_args()
    if args.shards < 1:
        parser.error("--shards is 1 or more")
    return args


def main() -> int:
    args = arguments()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("nigao batch")
    if args.master:
        builder = builder.master(args.master)
    with builder.getOrCreate() as session:
        spark = session.sparkContext
        spark.setLogLevel("OFF")
        shards = spark.parallelize(range(1, args.shards + 1), args.shards)
        try:
            shards.flatMap(drafts_of(args.nigao, args.folder, args.asked, args.shards)).saveAsTextFile(args.output)
        except Py4JJavaError as error:
            refused = Refused.MARKED.search(str(error))
            print(refused[1] if refused else error.java_exception.getMessage(), file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Checks a table of divisions before it takes the place of divisions.csv: form, unique codes, parents, circles, counts by kind.

usage: check.py [TABLE]        exit status 1 if anything is wrong
"""
import collections
import csv
import pathlib
import re
import sys

COLUMNS = ["code", "name", "kind", "parent", "short", "since", "until"]
# The breakdown the ministry published for the end of 2022 with the units set up by mid 2023.
COUNTS = {
    "省": 22, "自治区": 5, "直辖市": 4, "副省级市": 15, "地级市": 278, "自治州": 30, "地区": 7, "盟": 3,
    "市辖区": 977, "县级市": 385, "师市": 12, "县": 1299, "自治县": 117, "旗": 49, "自治旗": 3, "林区": 1, "特区": 1,
}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def faults(rows):
    lines = {}
    for number, row in rows:
        if not re.fullmatch(r"\d{6}", row["code"]):
            yield number, f"{row['code']!r} is not six digits"
        if row["code"] in lines:
            yield number, f"the code {row['code']} stands in line {lines[row['code']]} already"
        lines.setdefault(row["code"], number)
        for column in ("since", "until"):
            if row[column] and not DATE.fullmatch(row[column]):
                yield number, f"{row[column]!r} is not a date"
        if row["kind"] not in COUNTS:
            yield number, f"unknown kind {row['kind']}"
        if not row["name"]:
            yield number, "no name"
    parents = {row["code"]: row["parent"] for _, row in rows}
    for number, row in rows:
        if row["parent"] and row["parent"] not in parents:
            yield number, f"{row['parent']}, above {row['name']}, is not in the table"
        at, seen = row["code"], set()
        while at and at not in seen:
            seen.add(at)
            at = parents.get(at, "")
        if at:
            yield number, f"{row['name']} is above itself"


def main():
    default = pathlib.Path(__file__).with_name("divisions.csv")
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            sys.exit(f"{path}: the columns are {','.join(COLUMNS)}")
        rows = list(enumerate(reader, start=2))
    found = [f"{path}:{number}: {what}" for number, what in faults(rows)]
    counts = collections.Counter(row["kind"] for _, row in rows)
    for kind, wanted in COUNTS.items():
        mark = "" if counts[kind] == wanted else f"  (was {wanted})"
        print(f"{counts[kind]:5} {kind}{mark}")
        if mark:
            found.append(f"{path}: {counts[kind]} of {kind}, {wanted} before")
    print(f"{len(rows):5} in all")
    print("\n".join(found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

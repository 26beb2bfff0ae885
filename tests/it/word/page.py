"""Measures a page of a PDF: python page.py FILE; the lines of each page with their places, as JSON, in points."""
import json
import re
import subprocess
import sys

boxes = subprocess.run(["pdftotext", "-bbox-layout", sys.argv[1], "-"], check=True, capture_output=True, text=True).stdout
pages = []
for page in re.findall("<page .*?</page>", boxes, re.S):
    width, height = map(float, re.search('width="([0-9.]+)" height="([0-9.]+)"', page).groups())
    lines = {}
    word = '<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">(.*?)</word>'
    for left, top, right, bottom, text in re.findall(word, page):
        middle = (float(top) + float(bottom)) / 2
        near = next((at for at in lines if abs(at - middle) <= 6), middle)
        lines.setdefault(near, []).append((float(left), float(right), text))
    found = []
    for middle in sorted(lines):
        words = sorted(lines[middle])
        found.append({"middle": middle, "left": words[0][0], "right": max(w[1] for w in words), "text": "".join(w[2] for w in words)})
    pages.append({"width": width, "height": height, "lines": found})
print(json.dumps(pages, ensure_ascii=False))

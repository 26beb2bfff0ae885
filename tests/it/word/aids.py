"""Tells what a Word file says beside its words: python aids.py FILE OLD, as JSON."""
import json
import sys
import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lines(document, taken, styled=False):
    """The paragraphs with all changes taken, or with none."""
    gone = "del" if taken else "ins"
    found = []
    for paragraph in document.element.body.iter(W + "p"):
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}")
        words = []
        for text in paragraph.iter(W + "t", W + "delText", W + "br"):
            inside = {a.tag for a in text.iterancestors()}
            if W + gone not in inside:
                words.append("\v" if text.tag == W + "br" else text.text or "")
        if mark is None:
            style = paragraph.find(f"{W}pPr/{W}pStyle").get(W + "val")
            found.append(f"{style} {''.join(words)}" if styled else "".join(words))
    return "\n".join(found)


document, old = docx.Document(sys.argv[1]), docx.Document(sys.argv[2])
body = document.element.body
comments = []
for comment in document.comments:
    ident = str(comment.comment_id)
    inside, about = False, []
    for element in body.iter():
        if element.tag in (W + "commentRangeStart", W + "commentRangeEnd") and element.get(W + "id") == ident:
            inside = element.tag.endswith("Start")
        elif inside and element.tag == W + "t":
            about.append(element.text)
    comments.append({"said": comment.text, "about": "".join(about), "author": comment.author})
marked = [
    "".join(t.text for t in run.iter(W + "t"))
    for run in body.iter(W + "r")
    if run.find(f"{W}rPr/{W}highlight") is not None
]
told = {
    "comments": comments,
    "marked": marked,
    "now": lines(document, True),
    "before": lines(document, False, True),
    "words": "\n".join(p.text for p in document.paragraphs),
    "old": lines(old, True, True),
    "changes": sum(1 for _ in body.iter(W + "ins", W + "del")),
}
print(json.dumps(told, ensure_ascii=False))

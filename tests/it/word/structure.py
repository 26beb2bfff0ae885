"""Checks Word files from the outside: python structure.py LAYOUT FILE…; the list of what an office asks of a speech."""
import re
import sys
import zipfile
import docx
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FONTS = {
    "speech-gbt9704": ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"),
    "speech-podium": ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"),
    "speech-windows": ("华文中宋", "仿宋", "楷体", "黑体", "宋体"),
}
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff“”‘’…—·，。；：！？、（）《》〔〕]")


def number(element, name):
    return int(element.get(W + name))


def check(layout, path):
    book = zipfile.ZipFile(path)
    assert book.testzip() is None
    assert book.namelist()[0] == "[Content_Types].xml"
    assert {info.date_time for info in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    roots = {}
    for name in book.namelist():
        roots[name] = etree.fromstring(book.read(name))
        for element in roots[name].iter(etree.Element):
            assert not any(key.endswith("Theme") for key in element.attrib), name
    # What a style does not say is not said for all: the body's bold or spacing.
    defaults = roots["word/styles.xml"].find(f"{W}docDefaults")
    assert not list(defaults.iter(W + "b", W + "spacing"))
    document = roots["word/document.xml"]
    for run in document.iter(W + "r"):
        text = "".join(t.text or "" for t in run.iter(W + "t", W + "delText"))
        if HAN.search(text):
            fonts = run.find(f"{W}rPr/{W}rFonts")
            assert fonts.get(W + "eastAsia") in FONTS[layout], text
            assert fonts.get(W + "hint") == "eastAsia", text
        else:
            assert not text or run.find(f"{W}rPr/{W}rFonts").get(W + "ascii") == "Times New Roman", text
    if layout == "speech-gbt9704":
        size, margins, grid = (document.find(f".//{W}{name}") for name in ("pgSz", "pgMar", "docGrid"))
        assert (number(size, "w"), number(size, "h")) == (11906, 16838)
        sides = [number(margins, side) for side in ("top", "right", "bottom", "left", "footer")]
        assert sides == [2098, 1474, 1984, 1588, 1417]
        assert (number(grid, "linePitch"), number(grid, "charSpace")) == (579, -848)
        odd, even = roots["word/footer1.xml"], roots["word/footer2.xml"]
        assert odd.find(f".//{W}jc").get(W + "val") == "right"
        assert even.find(f".//{W}jc").get(W + "val") == "left"
        for foot in (odd, even):
            words = "".join(t.text for t in foot.iter(W + "t", W + "instrText"))
            assert words == "—  PAGE 1 —", words
        assert roots["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None
    speech = docx.Document(path)
    names = [p.style.name for p in speech.paragraphs]
    title = speech.paragraphs[names.index("Title")]
    assert title.style.font.size.pt == {"speech-podium": 24}.get(layout, 22)
    assert title.style.paragraph_format.alignment == 1 and not title.text.endswith("。")
    for paragraph in speech.paragraphs:
        style = paragraph.style
        assert style.name != "Normal"
        if style.name == "Salutation":
            assert paragraph.text.endswith("：") and not style.paragraph_format.first_line_indent
        if style.name == "Body Text":
            assert style.paragraph_format.first_line_indent.pt == 2 * style.font.size.pt
        if style.name == "Heading 1" and re.match("[一二三四五六七八九十]+、", paragraph.text):
            fonts = style.element.find(f"{W}rPr/{W}rFonts")
            assert fonts.get(W + "eastAsia") == "黑体"
            assert not paragraph.text.endswith(tuple("。；：，.")), paragraph.text
        if style.name.startswith("Heading"):
            level = style.element.find(f"{W}pPr/{W}outlineLvl").get(W + "val")
            assert int(level) + 1 == int(style.name[-1])


for file in sys.argv[2:]:
    check(sys.argv[1], file)
print(len(sys.argv) - 2, "files are as they should be")

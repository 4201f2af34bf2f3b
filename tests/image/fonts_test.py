#!/usr/bin/env python3
"""Every flavour of font file: CID-keyed and name-keyed CFF, TrueType, faces of collections. Each is embedded, subset, drawn and read back."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from image.ink_test import faults
from support import dump, foreign
from support.workshop import Workshop

CATALOGUE = """<?xml version="1.0" encoding="UTF-8"?>
<fonts version="1">
  <role name="xiaobiaosong" title="小标宋"><face names="NotoSerifCJKtc-Bold" free="yes"/></role>
  <role name="fangsong" title="仿宋"><face names="cwTeXFangSong" free="yes"/><face names="NotoSerifCJKtc-Regular" free="yes" stand-in="yes"/></role>
  <role name="kaiti" title="楷体"><face names="AR PL UKai TW" free="yes"/></role>
  <role name="heiti" title="黑体"><face names="FandolHei-Regular" free="yes"/></role>
  <role name="songti" title="宋体"><face names="NotoSerifCJKtc-Regular" free="yes"/></role>
  <role name="latin" title="西文"><face names="NimbusRoman-Regular" free="yes"/></role>
</fonts>
"""
FLAVOURS = {   # face -> what pdffonts calls it
    "NotoSerifCJKtc-Bold": "CID Type 0C",        # CID-keyed CFF in a collection, not its first face
    "NotoSerifCJKtc-Regular": "CID Type 0C",
    "FandolHei-Regular": "CID Type 0C",          # CID-keyed CFF in a file of its own
    "NimbusRoman-Regular": "CID Type 0C",        # name-keyed CFF
    "UKaiTW": "CID TrueType",                    # TrueType in a collection, its third face
    "cwTeXFangSong": "CID TrueType",      # TrueType
}
TEXT = "老舊社區改造完成門牌更換，居民代表到場驗收；difficult affairs of the office、2024年第4季"
NOTE = "楷體字句也要檢查"
BRIEF = f"""<brief version="1" layout="work-brief" lang="zh-Hans">
<identity><name>工作動態</name><issue-number year="2024" number="7"/><issuer>綜合科</issuer><date>2024-12-19</date></identity>
<editor-note><p>{NOTE}</p></editor-note>
<article><title>各科室年末工作</title><section><heading>一般工作</heading><p>{TEXT}。</p></section></article></brief>
"""


def main():
    shop, problems = Workshop(), []
    data = shop.data("data")
    (data / "fonts/fonts.xml").write_text(CATALOGUE, "utf-8")
    path = shop.folder / "flavours.xml"
    path.write_text(BRIEF, "utf-8")
    pdf, dumped, said = shop.build(path, data=data)

    rows = {name.split("+")[-1]: rest for name, *rest in foreign.fonts(pdf)}
    for face, kind in FLAVOURS.items():
        if face not in rows:
            problems.append(f"{face} is not in the file, which has {sorted(rows)}")
        elif rows[face] != [kind, "Identity-H", "yes", "yes", "yes"]:
            problems.append(f"{face}: {rows[face]}")
    problems += faults(pdf, dump.read(dumped))
    for reader, text in (("pdftotext", foreign.text(pdf)), ("mutool", foreign.run("mutool", "draw", "-F", "txt", pdf))):
        for wanted in (TEXT, NOTE):
            if foreign.squeezed(wanted) not in foreign.squeezed(text):
                problems.append(f"{reader} reads {text}")
    if any(glyph.missing() for page in foreign.trace(pdf) for glyph in page.glyphs):
        problems.append("a glyph is .notdef")
    foreign.run("qpdf", "--check", pdf)
    print("\n".join(problems) or f"{len(FLAVOURS)} faces")
    return len(problems)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)

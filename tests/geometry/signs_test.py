#!/usr/bin/env python3
"""Emphasis dots: under what is said or shown, symbols and emoji too, in the middle of its ink; none under marks and blanks. Numbers in circles are
copied apart from numbers beside them. A number of several looks is one number of a column."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support import foreign, raster
from support.briefs import article, brief
from support.foreign import MM
from support.workshop import Workshop

EM = 16 * MM
SHOP, WRONG = Workshop(), []
DOTTED = ("甲𝄞A+©乙℃¥", "%‰§👍☎①★=丙")
PLAIN = "，、。（）《》〔〕“”·～　"


def built(name, text, layout):
    path = SHOP.folder / f"{name}-{layout}.xml"
    path.write_text(brief(article(text)).replace('layout="work-brief"', f'layout="{layout}"'), "utf-8")
    return SHOP.build(path)[0]


def dots(layout, down):
    """A dot of 0.15 em for each of them, beside the middle of its ink, and none for others; each has blank cells at both sides."""
    text = "".join(f"<p><dots>{'　'.join(line)}</dots></p>" for line in DOTTED)
    pdf = built("dots", f"{text}<p><dots>戊{PLAIN}己</dots></p>", layout)
    page = foreign.trace(pdf)[0]
    found = [s for s in page.shapes if abs(s.width - 0.15 * EM) < 0.05 and abs(s.height - 0.15 * EM) < 0.05]
    middles = [(s.x + s.width / 2, s.y + s.height / 2) for s in found]
    rows = sorted({round(m[0 if down else 1], 2) for m in middles}, reverse=down)
    counts = [sum(round(m[0 if down else 1], 2) == row for m in middles) for row in rows]
    if counts != [*map(len, DOTTED), 2]:
        WRONG.append(f"{layout}: {counts} dots in the lines")
        return
    for row, line in zip(rows, DOTTED):
        along = sorted(m[1 if down else 0] for m in middles if round(m[0 if down else 1], 2) == row)
        for character, at in zip(line, along):
            near, far = at - 0.95 * EM, at + 0.95 * EM
            box = (row - 1.2 * EM, near, row - 0.1 * EM, far) if down else (near, row - 1.2 * EM, far, row - 0.1 * EM)
            ink = raster.ink_box(pdf, 1, *box)
            middle = (ink[1] + ink[3]) / 2 if down else (ink[0] + ink[2]) / 2
            if abs(middle - at) > (0.16 if down else 0.06) * EM:     # upright in its cell, ℃ hangs low
                WRONG.append(f"{layout}: the dot is {at - middle:.2f} mm off the middle of {character}")


def circles(layout):
    pdf = built("circles", "<p>共<circled>51</circled><circled>52</circled><circled>128</circled>号，第3<circled>61</circled>4号，"
                "<circled>71</circled>条。</p>", layout)
    told = {"pdftotext": foreign.text(pdf), "pdftotext -raw": foreign.text(pdf, "-raw"), "mutool": foreign.run("mutool", "draw", "-q", "-F", "txt", pdf)}
    for reader, said in told.items():
        words = "".join(c if c.isdigit() else " " for c in said).split()
        for number in ("51", "52", "128", "3", "61", "4", "71"):
            if number not in words:
                WRONG.append(f"{layout}, {reader}: {number} is not a number of its own in {words}")


def several_looks():
    """Down a column 12<em>34</em> is turned as 1234 is, and copied as one number."""
    pdf = built("looks", "<p>甲12<em>34</em>乙56<em>丙</em>1<em>2</em>丁</p>", "work-brief-vertical")
    glyphs = [g for g in foreign.trace(pdf)[0].glyphs if abs(g.size - 16) < 0.1]
    ways = {g.text: g.way for g in glyphs if g.text in "123456"}
    for digit in "1234":
        if ways[digit] != "turned":
            WRONG.append(f"{digit} of 1234 is {ways[digit]}")
    if ways["5"] != "level":
        WRONG.append(f"56 is {ways['5']}")
    if "1234" not in foreign.text(pdf, "-raw"):
        WRONG.append("1234 is not copied as one number")


def main():
    for layout in ("work-brief", "work-brief-vertical"):
        dots(layout, layout.endswith("vertical"))
        circles(layout)
    several_looks()
    print(*WRONG, sep="\n")
    return bool(WRONG)


if __name__ == "__main__":
    sys.exit(main())

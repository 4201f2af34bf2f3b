#!/usr/bin/env python3
"""Where lines beside text end, what stays on one line of the page, and which face draws a number in a circle: in lines and in columns, measured on
the PDF in mm."""
import sys

from order_test import CELL, DOWN_CELL, EM, LAYOUTS, MM, SHOP, WRONG, find, near, require, sheet
from support import foreign, raster
from support.briefs import article, brief

HANZI = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def cell_of(layout):
    return DOWN_CELL if LAYOUTS[layout] else CELL


def start(layout, g):
    """Where the cell of a hanzi begins along its line."""
    middle = g.y - 0.805 * EM + EM / 2 if LAYOUTS[layout] else g.x + EM / 2
    return middle - cell_of(layout) / 2


def lines_drawn(layout, page, thick=0.3):
    """Beginning and end of each line beside text, in the order of the text."""
    bars = [b for b in page.bars if min(b.width, b.height) < thick and 1 < max(b.width, b.height) < 140]
    if LAYOUTS[layout]:
        return [(b.y, b.y + b.height) for b in sorted(bars, key=lambda b: (-round(b.x / 5), b.y)) if b.height > b.width]
    return [(b.x, b.x + b.width) for b in sorted(bars, key=lambda b: (round(b.y / 5), b.x)) if b.width > b.height]


def rows(page, size=16):
    """The text of each line of the page."""
    out = {}
    for g in page.glyphs:
        if g.text and abs(g.size - size) < 0.1:
            out.setdefault(round(g.y), []).append(g)
    return ["".join(g.text for g in sorted(row, key=lambda g: g.x)) for _, row in sorted(out.items())]


def at_ink():
    """Half a cell of blank outside a bracket has no line."""
    text = "<p>江<strike>（乙）</strike>河<underline>（丙）</underline>湖<proper-name>（丁）</proper-name>海，<underline>“引文。”</underline>洋</p>"
    for layout in LAYOUTS:
        _, page = sheet("ends", text, layout)
        found, cell = lines_drawn(layout, page), cell_of(layout)
        require(f"{layout}: lines {found}", len(found) == 4)
        for (begin, end), (first, last, marks) in zip(found, (("乙", "乙", 1), ("丙", "丙", 1), ("丁", "丁", 1), ("引", "文", 2))):
            before = start(layout, find(page, first)[0]) - begin
            after = end - start(layout, find(page, last)[0]) - cell
            require(f"{layout}: the line of {first} begins {before:.2f} mm before it", 0.1 < before < 0.65 * cell)
            require(f"{layout}: the line of {last} ends {after:.2f} mm behind it", 0.1 < after < (marks - 1 + 0.65) * cell)


def whole_blanks():
    """A line to be written on is not parted, nor is a line that it leaves short spread."""
    cases = (("　" * 4, 22, 4), ("　　12　　", 21, 5), ("　" * 20, 12, 20))
    for layout in ("work-brief",):
        for blank, count, cells in cases:
            _, page = sheet("whole", f"<p>{HANZI[:count]}姓名<underline>{blank}</underline>。</p>", layout)
            found = lines_drawn(layout, page)
            require(f"{layout}: {len(found)} lines under {blank!r}", len(found) == 1)
            near(f"{layout}: the line under {blank!r}", found[0][1] - found[0][0], cells * CELL, 0.3)
            if cells == 20:
                first = find(page, HANZI[:count])
                near("the line before it keeps its cells", first[-1].x - first[0].x, (count - 1) * CELL)
        _, page = sheet("longer", f"<p>姓名<underline>{'　' * 40}</underline>。</p>", layout)
        require("a blank that is longer than a line is broken", len(lines_drawn(layout, page)) == 2)


def codes():
    """国办发〔2026〕128号 is one in titles; in text 发 is never parted from it."""
    path = SHOP.folder / "codes.xml"
    path.write_text(brief(article("<p>正文。</p>", title="关于贯彻国发〔2026〕3号、国办发〔2026〕128号文件精神做好档案工作情况的通报")), "utf-8")
    title = rows(foreign.trace(SHOP.build(path)[0])[0], 22)
    for number in ("国发〔2026〕3号", "国办发〔2026〕128号"):
        require(f"the title is {title}", any(number in row for row in title))
    for count in range(18, 27):
        _, page = sheet("codes", f"<p>{'江' * count}，国办发〔2026〕3号文。</p>", "work-brief")
        found = rows(page)
        require(f"{count} hanzi before a number: {found}", any("发〔2026〕3号" in row for row in found))


def faces():
    """Numbers composed in a circle have the face of ㊿ beside them."""
    for layout in LAYOUTS:
        text = "<section><heading>第㊿和<circled>51</circled>项</heading><p>正文<em>㊿<circled>128</circled></em>，又㊿<circled>76</circled></p></section>"
        _, page = sheet("faces", text, layout)
        signs = [g for g in page.glyphs if g.text == "㊿"]
        digits = [g for g in page.glyphs if g.text.isdigit() and 6 < g.size < 11]
        require(f"{layout}: {len(signs)} signs, {len(digits)} digits", (len(signs), len(digits)) == (3, 7))
        for sign, number in zip(signs, (digits[:2], digits[2:5], digits[5:])):
            require(f"{layout}: {[g.face for g in number]} beside {sign.face}", all(g.face == sign.face for g in number))


def tone():
    """The tone of zhuyin in a title does not touch what follows."""
    path = SHOP.folder / "tone.xml"
    title = '<ruby reading="ㄑㄩˊ">瞿</ruby>館長報告'
    path.write_text(brief(article("<p>正文。</p>", title=title)).replace('layout="work-brief"', 'layout="work-brief-hant" lang="zh-Hant"').replace(' lang="zh-Hans"', ""), "utf-8")
    pdf = SHOP.build(path)[0]
    em, follower = 22 * MM, find(foreign.trace(pdf)[0], "館", 22)[0]
    box = (follower.x - 0.05 * em, follower.y - 0.88 * em, follower.x, follower.y + 0.12 * em)
    require("the tone reaches to the next character", raster.ink_box(pdf, 1, *box) is None)


def main():
    for part in (at_ink, whole_blanks, codes, faces, tone):
        part()
    print(*WRONG, sep="\n")
    return bool(WRONG)


if __name__ == "__main__":
    sys.exit(main())

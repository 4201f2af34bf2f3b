#!/usr/bin/env python3
"""What stands beside one text in its order outward, circles of one size, numbers inside other scripts, documents' numbers, lines to be written on, and
all of it in a line that was made smaller: in lines and in columns, measured on the PDF in mm."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support import foreign, raster
from support.briefs import article, brief
from support.foreign import MM
from support.workshop import Workshop

EM, CELL, DOWN_CELL = 16 * MM, 156 / 28, 225 / 40
LAYOUTS = {"work-brief": False, "work-brief-vertical": True}
SHOP, WRONG = Workshop(), []


def sheet(name, text, layout, data=".", expect=0):
    path = SHOP.folder / f"{name}.xml"
    path.write_text(brief(article(text)).replace('layout="work-brief"', f'layout="{layout}"'), "utf-8")
    pdf = SHOP.build(path, data=data, expect=expect)[0]
    return pdf, foreign.trace(pdf)[0]


def require(what, true):
    if not true:
        WRONG.append(what)


def near(what, found, wanted, tolerance=0.05):
    require(f"{what}: {found:.3f} mm, wanted {wanted:.3f}", abs(found - wanted) <= tolerance)


def find(page, text, size=16):
    """The glyphs of a text that stands once."""
    glyphs = [g for g in page.glyphs if g.text and abs(g.size - size) < 0.1]
    at = "".join(g.text[0] for g in glyphs).index(text)
    return glyphs[at:at + len(text)]


FOREIGN = {"ug": "شىنجاڭ 12 ئۇيغۇر 345 ئاپتونوم", "ar": "عام 2024 في 5", "he": "שלום 12 עברית", "mn-Mong": "ᠮᠣᠩᠭᠣᠯ 12 ᠬᠡᠯᠡ", "bo": "བོད་ 12 ལྗོངས།", "en": "In 12 days 5"}


def numbers():
    """Numbers of a text in another script are turned with it, close to its words; those of Chinese stand upright."""
    upright = SHOP.data("upright", [("layouts/work-brief-vertical.xml", 'latin="turned"', 'latin="upright"')])
    for lang, text in FOREIGN.items():
        for kind, written in (("span", f'<span lang="{lang}">{text}</span>'), ("bare", text), ("numbers", f'<span lang="{lang}">12</span>')):
            for data in (".", upright) if lang != "en" and kind != "numbers" else (".",):
                _, page = sheet("numbers", f"<p>前5人{written}后12人</p>", "work-brief-vertical", data)
                mine = find(page, "前")[0].x
                column = [g for g in page.glyphs if abs(g.x - mine) < EM and g.y < 262]
                digits = [g for g in column if g.text.isdigit()]
                outer = [digits[0], *digits[-2:]]
                inner = digits[1:-2]
                name = f"{lang}, {kind}, {'turned' if data == '.' else 'upright'}"
                require(f"{name}: numbers of Chinese {[g.way for g in outer]}", all(g.way == "level" for g in outer))
                require(f"{name}: {len(inner)} digits, {[g.way for g in inner]}", inner and all(g.way == "turned" for g in inner))
                ends = sorted((g.y, g.y + g.advance) for g in column if g.way == "turned" and g.text.strip())
                holes = [b[0] - a[1] for a, b in zip(ends, ends[1:])]
                require(f"{name}: a hole of {max(holes, default=0):.2f} mm", max(holes, default=0) < 0.6 * EM)
    _, page = sheet("phrase", "<p>前Windows 11后，第 11 号</p>", "work-brief-vertical")
    ways = [g.way for g in page.glyphs if g.text == "1" and g.y < 262 and abs(g.size - 16) < 0.1]
    require(f"a number behind a word and one by itself: {ways}", ways == ["turned", "turned", "level", "level"])


def circles():
    """Characters and composed numbers have circles of one size."""
    for layout in LAYOUTS:
        pdf, page = sheet("circles", "<p>圈　①　⑨　⑩　⑪　⑳　㉑　㊿　<circled>7</circled>　<circled>51</circled>　<circled>103</circled></p>", layout)
        signs = [g for g in page.glyphs if g.text and g.text[0] in "①⑨⑩⑪⑳㉑㊿⑦"]
        require(f"{layout}: {len(signs)} signs", len(signs) == 8)
        down = LAYOUTS[layout]
        for sign in signs:
            box = (sign.x - 1, sign.y - EM, sign.x + EM + 1, sign.y + 0.3 * EM)
            ink = raster.ink_box(pdf, 1, *box)
            near(f"{layout}: {sign.text} is wide", ink[2] - ink[0], 0.93 * EM, 0.06)
            near(f"{layout}: {sign.text} is high", ink[3] - ink[1], 0.93 * EM, 0.06)
        rings = [s for s in page.strokes if len(s.points) == 13]
        require(f"{layout}: {len(rings)} rings", len(rings) == 2)
        for ring in rings:
            xs = [x for x, _ in ring.points]
            near(f"{layout}: a composed circle", max(xs) - min(xs) + ring.thickness, 0.93 * EM, 0.03)
            middle = (max(xs) + min(xs)) / 2
            if down:
                near(f"{layout}: its middle", middle, signs[0].x + EM / 2, 0.1)


def outward():
    """From the text outward: lines, readings, dots; an inner line before an outer one."""
    text = ("<p>甲<dots><underline>重点</underline></dots>乙<dots><book-title>巴县</book-title></dots>丙<underline><proper-name>周敏</proper-name>丁</underline>"
            "<dots><ruby reading=\"bì shān\">璧山</ruby><ruby reading=\"ㄔㄨㄥˊ\">重</ruby></dots>戊</p>")
    for layout, down in LAYOUTS.items():
        pdf, page = sheet("outward", text, layout)
        at = {c: find(page, c)[0] for c in "点县敏璧"}
        # How far what is drawn reaches from the text, to the side of lines: below, or left of a column.
        near_edge = lambda item, g: (g.x - item.x - item.width) if down else item.y - g.y - 0.12 * EM
        beside = lambda item, g: abs(item.y + item.height / 2 - g.y + 0.305 * EM) < 0.6 * EM and abs(item.x - g.x) < 1.2 * EM if down else \
            abs(item.x + item.width / 2 - g.x - EM / 2) < 0.4 * EM and 0 < item.y - g.y < EM
        dots = [s for s in page.shapes if s.width < 1.5 and s.height < 1.5]
        bars = [b for b in page.bars if min(b.width, b.height) < 0.3 and max(b.width, b.height) < 30]
        if not down:
            for character, line_reach in (("点", 0.1 * EM + 0.25), ("县", 0.08 * EM + 0.09 * EM + 0.22)):
                dot, = [d for d in dots if beside(d, at[character])]
                near(f"{layout}: the dot of {character} from the em box", near_edge(dot, at[character]), line_reach + 0.1 * EM)
        else:       # dots at the right; readings between
            word = find(page, "bì", 8)
            ink = raster.ink_box(pdf, 1, at["璧"].x + EM + 0.05, word[0].y - 0.5, at["璧"].x + EM + 0.55 * EM, word[-1].y + 1)
            dot, = [d for d in dots if abs(d.y + d.height / 2 - (ink[1] + ink[3]) / 2) < 0.5 * EM and at["璧"].x + EM < d.x < at["璧"].x + 2 * EM]
            require(f"{layout}: a dot at {dot.x:.2f} beside a reading up to {ink[2]:.2f}", dot.x > ink[2] + 0.2)
        lines = sorted(near_edge(b, at["敏"]) for b in bars if (
            b.y <= at["敏"].y - 0.3 * EM <= b.y + b.height and 0 < at["敏"].x - b.x < EM if down else b.x <= at["敏"].x + EM / 2 <= b.x + b.width and 0 < b.y - at["敏"].y < EM))
        require(f"{layout}: {len(lines)} lines at 敏", len(lines) == 2)
        near(f"{layout}: the inner line", lines[0], 0.1 * EM, 0.12)
        near(f"{layout}: the outer line", lines[1] - lines[0], 0.1 * EM + 0.25)


def dotted():
    """One dot for a number in a circle; each of a spread name's in the middle of its character; none on the ink of Tibetan."""
    text = ('<p>甲<dots><circled>51</circled></dots>乙<dots><spread cells="3">王军</spread></dots>丙<dots><ruby reading="zhuāng shuāng">庄双</ruby></dots>'
            '丁<dots><span lang="bo">སྐྱོང</span></dots></p>')
    for layout, down in LAYOUTS.items():
        pdf, page = sheet("dotted", text, layout)
        along = (lambda g: g.y - 0.805 * EM + EM / 2) if down else (lambda g: g.x + EM / 2)
        first, last = along(find(page, "甲")[0]), along(find(page, "丁")[0])
        dots = sorted((d.y + d.height / 2 if down else d.x + d.width / 2) for d in page.shapes if d.width < 1.5)
        before = [d for d in dots if d < last]
        cell = DOWN_CELL if down else CELL
        require(f"{layout}: dots at {before}", len(before) == 5)
        near(f"{layout}: the dot of the circle", before[0] - first, cell, 0.2)
        for dot, character in zip(before[1:], "王军庄双"):
            near(f"{layout}: the dot of {character}", dot, along(find(page, character)[0]), 0.3)
        if not down:
            stack = next(g for g in page.glyphs if g.text and "\u0f00" <= g.text[0] <= "\u0fff")
            ink = raster.ink_box(pdf, 1, stack.x - 0.5, stack.y + 0.3, stack.x + 6, stack.y + 1.1 * EM)
            lowest = max(d.y + d.height for d in page.shapes if d.width < 1.5)
            near("the lowest ink below Tibetan is a dot", ink[3], lowest)
            require("the dots of Tibetan touch its letters", raster.ink_box(pdf, 1, stack.x - 0.5, lowest - 0.25 * EM + 0.05, stack.x + 6, lowest - 0.15 * EM - 0.05) is None)


def document_numbers():
    """国发〔2012〕5号: brackets close to their digits, the hanzi behind in a cell, in lines and columns."""
    for layout, down in LAYOUTS.items():
        _, page = sheet("number", "<p>根据国发〔2012〕5号文和渝府办发〔2026〕18号文，办公室发文。</p>", layout)
        for text in ("〔2012〕", "〔2026〕"):
            glyphs = find(page, text)
            if not down:
                near(f"{layout}: {text} from 2 to 〕", glyphs[-1].x - glyphs[1].x, 2 * EM, 0.2)
        before, after = find(page, "发〔")[0], find(page, "号文")[0]
        step = (after.y - before.y) / DOWN_CELL if down else (after.x - before.x) / CELL
        near(f"{layout}: cells from 发 to 号", step, round(step), 0.02)
        require(f"{layout}: {step:.1f} cells for 〔2012〕5", step < 5.1)


def written_on():
    """A line over ideographic spaces, as long as they are, at the end of a paragraph too."""
    for layout, down in LAYOUTS.items():
        cell = DOWN_CELL if down else CELL
        _, page = sheet("blank", "<p>姓名<underline>　　　　</underline>单位<underline>　　　　　　</underline></p>", layout)
        along = (lambda b: b.height) if down else (lambda b: b.width)
        found = sorted(along(b) for b in page.bars if min(b.width, b.height) < 0.3 and 3 * cell < along(b) < 10 * cell)
        require(f"{layout}: lines {found}", len(found) == 2)
        for length, wanted in zip(found, (4, 6)):
            near(f"{layout}: a line over {wanted} spaces", length, wanted * cell)
        require(f"{layout}: it goes on behind", find(page, "单位"))


def roman():
    """Ⅲ and Ⅳ stand apart."""
    pdf, page = sheet("roman", "<p>第ⅢⅣⅫ章</p>", "work-brief")
    first = find(page, "第ⅢⅣⅫ")[0]
    for place in (2, 3):
        border = first.x + (EM - CELL) / 2 + place * CELL
        require(f"ink between sign {place - 1} and {place}", raster.ink_box(pdf, 1, border - 0.25, first.y - EM, border + 0.25, first.y + 0.2 * EM) is None)


def balanced():
    """The two lines of a note are as equal as words let them be."""
    _, page = sheet("note", "<p>手册<inline-note>目录格式（MARC）——好</inline-note>收</p>", "work-brief")
    glyphs = find(page, "目录格式", 8)
    other = [g for g in page.glyphs if abs(g.size - 8) < 0.1 and g.y > glyphs[0].y + 1]
    require("the second line is " + "".join(g.text for g in other), "".join(g.text for g in other) == "（MARC）——好")


def smaller():
    """A line that was made smaller has smaller readings, circles and raised characters too."""
    old = 'name="heading-1" based-on="body" face="heiti" align="left"'
    data = SHOP.data("smaller", [("layouts/official-a4.xml", old, old + ' fit="line" min-size="8pt" composition="flow"')])
    words = "街道支部开会社区网格登记学校老师备课医院专家义诊图书室添新书"
    text = f'<section><heading>甲<ruby reading="bì">璧</ruby>山<circled>51</circled>乙<sup>2</sup>{words}</heading><p>正文。</p></section>'
    pdf, page = sheet("smaller", text, "work-brief", data)
    base = next(g for g in page.glyphs if g.text == "璧")
    require(f"the heading is {base.size:.2f} pt", base.size < 15.5)
    reading = next(g for g in page.glyphs if g.text.startswith("b") and abs(g.y - base.y) < EM)
    near("size of the reading", reading.size / base.size, 0.5, 0.01)
    raised = next(g for g in page.glyphs if g.text == "2" and abs(g.y - base.y) < EM)
    near("size of what is raised", raised.size / base.size, 0.6, 0.01)
    near("its height", (base.y - raised.y) / (base.size * MM), 0.36, 0.01)
    ring, = [s for s in page.strokes if len(s.points) == 13]
    xs = [x for x, _ in ring.points]
    near("its circle", (max(xs) - min(xs) + ring.thickness) / (base.size * MM), 0.93, 0.01)


def main():
    for part in (numbers, circles, outward, dotted, document_numbers, written_on, roman, balanced, smaller):
        part()
    print(*WRONG, sep="\n")
    return bool(WRONG)


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Circled numbers, zhuyin, raised and lowered characters, readings and notes in mm, in lines and in columns: each at its character, none beyond its
row or column."""
import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support import foreign, raster
from support.briefs import article, brief
from support.foreign import MM
from support.workshop import Workshop

EM, NEAR = 16 * MM, 0.05
TEXT = ("<p>共<circled>51</circled>号，<circled>94</circled>号，<circled>103</circled>号，甲<ruby reading=\"ㄔㄨㄥˊ ㄑㄧㄥˋ\">重庆</ruby>乙，丙<ruby reading=\"˙ㄇㄚ\">吗</ruby>丁，"
        "注<sup>7</sup>文<sub>8</sub>末，长120m<sup>2</sup>和H<sub>6</sub>O，字<sup>上</sup>又<sub>下</sub>，在<ruby reading=\"qí\">綦</ruby>江。"
        "手册<inline-note>内部资料，限本区各街道使用</inline-note>收。"
        "法<inline-note>to identify</inline-note>德<inline-note>Stadtrat</inline-note>。</p>")
RAISED, LOWERED = 0.36 + (0.6 - 1) * 0.38, -0.12 + (0.6 - 1) * 0.38      # a column's middle of what is lifted, in em


class Sheet:
    """A page with the text above; `down` for columns."""

    def __init__(self, pdf, down):
        self.pdf, self.down = pdf, down
        pages = [(n, p) for n, p in enumerate(foreign.trace(pdf), 1) if any(g.text == "綦" for g in p.glyphs)]
        if len(pages) != 1:
            sys.exit(f"{pdf}: the text stands on {len(pages)} pages")
        self.number, self.page = pages[0]
        self.pitch = (156 - EM) / 14 if down else (225 - EM) / 21
        self.cell = 225 / 40 if down else 156 / 28
        self.wrong, self.count = [], 0

    def near(self, what, found, wanted, tolerance=NEAR):
        self.count += 1
        if not abs(found - wanted) <= tolerance:
            self.wrong.append(f"{what}: {found:.3f} mm, wanted {wanted:.3f}")

    def require(self, what, true):
        self.count += 1
        if not true:
            self.wrong.append(what)

    def glyphs(self, text):
        found = [g for g in self.page.glyphs if g.text in text]
        self.require(f"{len(found)} glyphs of {text}", len(found) == len(text))
        return found

    def box(self, text):
        """The em box of a character of the text's own size, which stands once: left, top, right, bottom."""
        g = next(g for g in self.page.glyphs if g.text == text and abs(g.size - 16) < 0.01)
        if not self.down:
            middle = g.x + g.advance / 2
            return middle - EM / 2, g.y - 0.88 * EM, middle + EM / 2, g.y + 0.12 * EM
        top = g.y - 0.805 * EM          # where Fandol's hanzi are in the middle of their cell
        return g.x, top, g.x + EM, top + EM


def circles(sheet):
    """The ink of the digits is inside its circle, in the middle."""
    rings = [s for s in sheet.page.strokes if len(s.points) == 13]
    sheet.require(f"{len(rings)} circles", len(rings) == 3)
    for ring in rings:
        xs, ys = [x for x, _ in ring.points], [y for _, y in ring.points]
        x, y, radius = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, (max(xs) - min(xs)) / 2
        digits = [g for g in sheet.page.glyphs if g.text.isdigit() and g.size < 11 and math.hypot(g.x - x, g.y - y) < 2 * radius]
        sheet.require(f"digits at the circle at {x:.1f}, {y:.1f}", len(digits) in (2, 3) and all(g.way == "level" and g.stretch == 1 for g in digits))
        half, high = 0.75 * radius, 0.55 * radius           # a box inside the pen's line
        ink = raster.ink_box(sheet.pdf, sheet.number, x - half, y - high, x + half, y + high)
        sheet.require(f"no ink in the circle at {x:.1f}, {y:.1f}", ink is not None)
        if ink is None:
            continue
        sheet.near("digits from the circle's middle, across", (ink[0] + ink[2]) / 2, x, 0.1)
        sheet.near("digits from the circle's middle, down", (ink[1] + ink[3]) / 2, y, 0.1)
        sheet.require("digits touch their circle", ink[0] > x - half + 0.05 and ink[2] < x + half - 0.05 and ink[1] > y - high + 0.05 and ink[3] < y + high - 0.05)
        line = sheet.box("号")
        if sheet.down:
            sheet.near("circle's middle from the column's", x, (line[0] + line[2]) / 2)
        else:
            sheet.near("circle's middle from the em box's", y, (line[1] + line[3]) / 2)


def zhuyin(sheet):
    """Letters one below the other at the right of their character, in the middle of its height; the tone at the right of the last."""
    size, distance, width = (0.3 * EM, 0.04 * EM, 0.43 * EM) if sheet.down else (0.34 * EM, 0.02 * EM, 0.47 * EM)
    for character, letters, tone in (("重", "ㄔㄨㄥ", "ˊ"), ("庆", "ㄑㄧㄥ", "ˋ"), ("吗", "ㄇㄚ", "˙")):
        left, top, right, bottom = sheet.box(character)
        if not sheet.down:
            right += (sheet.cell - EM) / 2     # the letters stand behind the cell
        near = [g for g in sheet.page.glyphs if right - NEAR < g.x < right + EM / 2 and (top + bottom) / 2 - 0.6 * EM < g.y - 0.7 * size < (top + bottom) / 2 + 0.6 * EM - size and g.size < 15]
        found = [g for g in near if g.text in letters]
        sheet.require(f"{character}: letters {[g.text for g in found]}", "".join(g.text for g in found) == letters and all(g.way == "level" for g in found))
        start = (top + bottom) / 2 - size * len(letters) / 2
        for row, letter in enumerate(found):
            sheet.near(f"{letter.text} from its character", letter.x, right + distance)
            sheet.near(f"{letter.text}: place below the first", letter.y, start + size * row + 0.88 * size, 0.1)
        ink = raster.ink_box(sheet.pdf, sheet.number, right + distance + size - 0.05, top - 0.1, right + distance + width + 0.1, bottom + 0.1) if tone != "˙" else \
            raster.ink_box(sheet.pdf, sheet.number, right + distance, start - 0.5 * size, right + distance + size, start + 0.05)
        sheet.require(f"{character}: no tone", ink is not None)
        if ink is None:
            continue
        if tone == "˙":
            sheet.near("˙ over the middle of its letters", (ink[0] + ink[2]) / 2, right + distance + size / 2, 0.1)
        else:
            sheet.require(f"{tone} leaves the column of its letters", ink[2] < right + distance + width + NEAR)
            sheet.require(f"{tone} is not beside the last letter", start + size * (len(letters) - 1) <= (ink[1] + ink[3]) / 2 <= start + size * len(letters))
        if sheet.down:
            sheet.require("zhuyin reaches into the next column", right + distance + width < right - EM + sheet.pitch)


def lifts(sheet):
    """In a line above and below the baseline, in a column at its right and left; beside a turned word turned with it."""
    left, top, right, bottom = sheet.box("注")
    seven = next(g for g in sheet.page.glyphs if g.text == "7" and abs(g.size - 9.6) < 0.01)
    eight = next(g for g in sheet.page.glyphs if g.text == "8" and abs(g.size - 9.6) < 0.01)
    hanzi = [next(g for g in sheet.page.glyphs if g.text == text and abs(g.size - 9.6) < 0.01) for text in "上下"]
    two, six = (next(g for g in sheet.page.glyphs if g.text == text and abs(g.size - 9.6) < 0.01) for text in "26")
    metre, letter = (next(g for g in sheet.page.glyphs if g.text == text) for text in "mH")
    if sheet.down:
        middle = (left + right) / 2
        for glyph, wanted in ((seven, RAISED), (eight, LOWERED)):
            sheet.require(f"{glyph.text} is {glyph.way}", glyph.way == "level")
            sheet.near(f"{glyph.text}: middle from the column's", glyph.x + glyph.advance / 2, middle + wanted * EM)
        for glyph, wanted in zip(hanzi, (RAISED, LOWERED)):
            sheet.require(f"{glyph.text} is {glyph.way}", glyph.way == "upright")
            sheet.near(f"{glyph.text}: middle from the column's", glyph.x + 0.3 * EM, middle + wanted * EM)
        for glyph, base, wanted in ((two, metre, 0.36), (six, letter, -0.12)):
            sheet.require(f"{glyph.text} is {glyph.way}", glyph.way == "turned" and base.way == "turned")
            sheet.near(f"{glyph.text}: baseline from that of {base.text}", glyph.x - base.x, wanted * EM)
    else:
        for glyph, wanted in ((seven, 0.36), (eight, -0.12), (hanzi[0], 0.36), (hanzi[1], -0.12), (two, 0.36), (six, -0.12)):
            row = min((g.y for g in sheet.page.glyphs if abs(g.size - 16) < 0.01), key=lambda y: abs(y - glyph.y))
            sheet.near(f"{glyph.text} above the baseline", row - glyph.y, wanted * EM)


def readings(sheet):
    """Over its character, in a column at its right, clear of the next."""
    left, top, right, bottom = sheet.box("綦")
    word = sheet.glyphs("qí")
    for glyph in word:
        sheet.require(f"{glyph.text} is {glyph.way}", glyph.way == ("turned" if sheet.down else "level"))
    if sheet.down:
        ink = raster.ink_box(sheet.pdf, sheet.number, right, word[0].y - 0.3, right - EM + sheet.pitch, word[-1].y + 1)
        sheet.near("reading: its middle from the character's", (ink[1] + ink[3]) / 2, (top + bottom) / 2, 0.15)
        sheet.require(f"reading from {ink[0]:.2f} to {ink[2]:.2f} beside {right:.2f}", right < ink[0] and ink[2] < right + 0.55 * EM)
    else:
        sheet.near("reading: its middle from the character's", (word[0].x + word[-1].x + word[-1].advance) / 2, (left + right) / 2)
        sheet.near("reading: its baseline above the character", top - word[0].y, 0.05 * EM + 0.06 * EM)


def notes(sheet):
    """Two lines of half the size that fill the em box, the first as long as the second or longer."""
    first, second = sheet.glyphs("内部资料限本"), sheet.glyphs("街道使用")
    left, top, right, bottom = sheet.box("收")
    for glyph in first + second:
        sheet.near(f"{glyph.text}: size", glyph.size * MM, EM / 2, 0.01)
        which = 0 if glyph in first else 1
        if sheet.down:
            sheet.near(f"{glyph.text}: place in the column", glyph.x, right - EM / 2 * (which + 1))
        else:
            sheet.near(f"{glyph.text}: place in the line", glyph.y, top + (which + 0.88) * EM / 2)
    words = "".join(g.text[:1] for g in sheet.page.glyphs)
    to, identify, single = (sheet.page.glyphs[words.rindex(word)] for word in ("to", "identify", "Stadtrat"))
    across = (lambda g: -g.x) if sheet.down else (lambda g: g.y)
    sheet.near("a short word and a long one: from line to line", across(identify) - across(to), EM / 2)
    sheet.near("a note of one word: its baseline between those of two lines", (across(single) - (across(to) + across(identify)) / 2 + 1) % sheet.pitch, 1)


def check(pdf, down):
    sheet = Sheet(pdf, down)
    for part in (circles, zhuyin, lifts, readings, notes):
        part(sheet)
    return sheet


def main():
    shop, wrong, count = Workshop(), [], 0
    layouts = {"work-brief": False, "work-brief-vertical": True}
    for layout, down in layouts.items():
        path = shop.folder / f"{layout}.xml"
        path.write_text(brief(article(TEXT)).replace('layout="work-brief"', f'layout="{layout}"'), "utf-8")
        sheet = check(shop.build(path)[0], down)
        count += sheet.count
        wrong += [f"{layout}: {fault}" for fault in sheet.wrong]
        for name, old, new in (("circles", 'most="0.64字"', 'most="0.9字"'), ("lifts", '"sup" size="0.6字" lift="0.36字"', '"sup" size="0.6字" lift="0.3字"'),
                               ("readings", '"ruby" size="0.5字" side="over" distance="0.05字"', '"ruby" size="0.5字" side="over" distance="0.2字"'),
                               ("notes", '"inline-note" size="0.5字"', '"inline-note" size="0.45字"'),
                               ("zhuyin", 'size="0.34字" side="after" distance="0.02字"', 'size="0.34字" side="after" distance="0.1字"'),
                               ("zhuyin", 'size="0.3字" side="after" distance="0.04字"', 'size="0.3字" side="after" distance="0.1字"')):
            file = "layouts/work-brief-vertical.xml" if "0.3字\" side" in old else "layouts/official-a4.xml"
            if name == "zhuyin" and (file != "layouts/official-a4.xml") != down:
                continue
            data = shop.data(f"{layout}-{name}", [(file, old, new)])
            if not check(shop.build(path, data=data, name="wrong")[0], down).wrong:
                wrong.append(f"{layout}: other {name} pass")
    print(*wrong, sep="\n")
    print(f"{count} facts, {len(wrong)} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())

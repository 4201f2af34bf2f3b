#!/usr/bin/env python3
"""Inline elements in mm, as mutool sees them drawn: dots, lines and waves at their characters, readings over theirs, spread text in its cells,
and none of them moves a row. Then the text as pdftotext and mutool give it back."""
import random
import re
import sys
import xml.etree.ElementTree as tree
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support import foreign
from support.briefs import article, brief, words
from support.foreign import MM
from support.workshop import SOURCE, Workshop

SAMPLE = SOURCE / "samples/marks.xml"
EM, CELL, LEFT, PITCH = 16 * MM, 156 / 28, 28.0, (225 - 16 * MM) / 21
UNDER = 0.12 * EM          # of the em box below the baseline
NEAR = 0.05
MARKS = "，。、；：“”"


class Body:
    """Characters of the text's own size on the pages of a PDF, as one string."""

    def __init__(self, pdf):
        self.pages = foreign.trace(pdf)
        self.glyphs = [(page, g) for page in self.pages for g in page.glyphs
                       if abs(g.size - 16) < 0.05 and 37 < g.y < 262 and g.text.strip()]
        self.text = "".join(g.text[0] for _, g in self.glyphs)

    def find(self, text):
        """(page, glyph) of each character of `text`, which stands once."""
        at = self.text.index(text)
        return self.glyphs[at:at + len(text)]

    def readings(self):
        """Strings of small letters on a baseline of their own above a row: (page, [glyphs])."""
        for page in self.pages:
            rows = {}
            for g in page.glyphs:
                if abs(g.size - 8) < 0.05 and "Latin" not in g.face and g.face == "LiberationSerif":
                    rows.setdefault(round(g.y, 2), []).append(g)
            for row in rows.values():
                word = []
                for g in sorted(row, key=lambda g: g.x):
                    if word and g.x - word[-1].x - word[-1].advance > 0.3:
                        yield page, word
                        word = []
                    word.append(g)
                yield page, word


def middle(glyph):
    return glyph.x + glyph.advance / 2


def rows(glyphs):
    """Lines of a stretch of characters: (page, first, last)."""
    out = []
    for page, g in glyphs:
        if out and out[-1][0] is page and abs(out[-1][1].y - g.y) < NEAR:
            out[-1][2] = g
        else:
            out.append([page, g, g])
    return out


def text_of(element):
    return re.sub(r"\s", "", "".join(element.itertext()))


def dots(body, element):
    wanted = [(page, g) for page, g in body.find(text_of(element)) if g.text not in MARKS]
    for page, g in wanted:
        here = [s for s in page.shapes if abs(s.x + s.width / 2 - middle(g)) < NEAR and 0 < s.y - g.y < PITCH / 2]
        if len(here) != 1:
            yield f"{len(here)} dots at {g.text}"
        elif abs(here[0].y - g.y - UNDER - 0.1 * EM) > NEAR or abs(here[0].width - 0.15 * EM) > 0.01 or abs(here[0].height - 0.15 * EM) > 0.01:
            yield f"dot of {g.text}: {here[0]}"


def lines(body, element, distance, inset, thickness, through=False):
    for page, first, last in rows(body.find(text_of(element))):
        left, right = middle(first) - CELL / 2 + inset, middle(last) + CELL / 2 - inset
        top = first.y + UNDER - EM / 2 - thickness / 2 if through else first.y + UNDER + distance
        here = [b for b in page.bars if abs(b.y - top) < NEAR and abs(b.x - left) < NEAR and abs(b.x + b.width - right) < NEAR]
        if len(here) != 1 or abs(here[0].height - thickness) > 0.01:
            yield f"line at {text_of(element)}: {here or [b for b in page.bars if abs(b.y - top) < 2]}, wanted {left:.2f} to {right:.2f} at {top:.2f}"


def waves(body, element):
    for page, first, last in rows(body.find(text_of(element))):
        left, right = middle(first) - CELL / 2 + 0.06 * EM, middle(last) + CELL / 2 - 0.06 * EM
        here = [s for s in page.strokes if abs(s.points[0][0] - left) < NEAR and abs(s.points[-1][0] - right) < NEAR and 0 < s.points[0][1] - first.y < PITCH / 2]
        if len(here) != 1:
            yield f"{len(here)} waves at {text_of(element)}"
            continue
        crest = first.y + UNDER + 0.08 * EM + (0.09 * EM + 0.22) / 2
        if abs(here[0].points[0][1] - crest) > NEAR or abs(here[0].thickness - 0.22) > 0.01:
            yield f"wave at {text_of(element)}: {here[0].thickness:.3f} mm thick, middle at {here[0].points[0][1]:.2f}, wanted {crest:.2f}"


def ruby(body, element):
    base, said = text_of(element), element.get("reading").split()
    if re.search(r"[ㄅ-ㄩ]", element.get("reading")):
        return
    parts = [base] if len(said) == 1 else list(base)
    for part, reading in zip(parts, said):
        spots = [m.start() for m in re.finditer(re.escape(part), body.text)]
        found = []
        for at in spots:
            page, first = body.glyphs[at]
            last = body.glyphs[at + len(part) - 1][1]
            for other, word in body.readings():
                off = (word[0].x + word[-1].x + word[-1].advance) / 2 - (middle(first) + middle(last)) / 2
                height = first.y - 0.88 * EM - 0.05 * EM - UNDER / 2 - word[0].y
                if other is page and abs(off) < NEAR and abs(height) < NEAR and "".join(g.text for g in word) == reading:
                    found.append(at)
        if len(found) != 1:
            yield f"{reading}: over {part} {len(found)} times"


def spread(body, element):
    glyphs, cells = [g for _, g in body.find(text_of(element))], int(element.get("cells"))
    step = (cells - 1) / (len(glyphs) - 1) * CELL
    for a, b in pairwise(glyphs):
        if abs(middle(b) - middle(a) - step) > NEAR:
            yield f"{text_of(element)}: {middle(b) - middle(a):.2f} mm, wanted {step:.2f}"


def grid(body):
    """Rows stand on the page's rows; hanzi in their cells."""
    hanzi = [g for page, g in body.glyphs if "\u4e00" <= g.text <= "\u9fff" and (page is not body.pages[0] or g.y > 150)]   # not the masthead
    for g in hanzi:
        row = (g.y - 37 - 0.88 * EM) / PITCH
        if abs(row - round(row)) * PITCH > NEAR:
            yield f"{g.text} at {g.y:.2f} mm is off the rows"
    in_cell = sum(abs((middle(g) - LEFT) / CELL - 0.5 - round((middle(g) - LEFT) / CELL - 0.5)) * CELL < NEAR for g in hanzi)
    if in_cell < 0.97 * len(hanzi):
        yield f"{in_cell} of {len(hanzi)} hanzi in their cell"


def measured(pdf):
    body, root = Body(pdf), tree.parse(SAMPLE).getroot()
    checks = {"dots": dots, "book-title": waves, "ruby": ruby, "spread": spread,
              "proper-name": lambda b, e: lines(b, e, 0.1 * EM, 0.06 * EM, 0.25),
              "underline": lambda b, e: lines(b, e, 0.1 * EM, 0, 0.25), "strike": lambda b, e: lines(b, e, 0, 0, 0.25, through=True)}
    count, out = 0, list(grid(body))
    for name, check in checks.items():
        for element in root.iter(name):
            out += check(body, element)
            count += 1
    return count, out


def extracted(pdf):
    """No sentence is torn by what stands beside it; readings are there, after their line."""
    readers = {"pdftotext": foreign.text(pdf), "pdftotext -raw": foreign.text(pdf, "-raw"), "mutool": foreign.run("mutool", "draw", "-q", "-F", "txt", pdf)}
    for reader, text in readers.items():
        text = foreign.squeezed(text)
        wanted = ["綦江、涪陵、垫江、璧山等地名", "王军、叶岚、司马文", "国发〔2012〕5号", "120m2", "H2O", "Diànjiāng", "增加了51、68和103号", "编到㊿号",
                  "地名读音手册内部资料，限本区各街道使用收地名"]
        yield from (f"{reader}: {part} is torn or lost" for part in wanted if part not in text)
        if reader != "mutool":       # which knows no ActualText
            yield from (f"{reader}: {part} is torn or lost" for part in ("ㄔㄨㄥ", "ㄑㄧㄥ") if part not in text)


SYLLABLES = "zhuāng qí shuǐ à chuáng bì liáng ér jiāng fú".split()


def made(seed):
    """Readings of all lengths on characters everywhere in lines, their edges included."""
    pick = random.Random(seed)
    out = []
    for start in range(6):
        text = ""
        for c in words(24, start * 3):
            text += f'<ruby reading="{pick.choice(SYLLABLES)}">{c}</ruby>' if c not in "，。" and pick.random() < 0.3 else c
        out.append(f"<p>{text}</p>")
    return brief(article(*out))


def apart(pdf):
    body, count = Body(pdf), 0
    for page in body.pages:
        found = [word for other, word in body.readings() if other is page]
        count += len(found)
        for word in found:
            if word[0].x < LEFT - NEAR or word[-1].x + word[-1].advance > LEFT + 156 + NEAR:
                yield f"{''.join(g.text for g in word)} leaves the text block"
            if not "".join(g.text for g in word) in SYLLABLES:
                yield f"{''.join(g.text for g in word)}: readings touch"
    if count < 100:
        yield f"only {count} readings"


def main():
    shop, faults = Workshop(), []
    pdf, _, _ = shop.build(SAMPLE)
    count, found = measured(pdf)
    faults += found + list(extracted(pdf))
    for seed in range(4):
        path = shop.folder / f"readings{seed}.xml"
        path.write_text(made(seed), "utf-8")
        faults += [f"seed {seed}: {fault}" for fault in apart(shop.build(path)[0])]
    wrong = {   # each must be noticed
        "dots lower": ('distance="0.1字" width="0.15字"', 'distance="0.13字" width="0.15字"'),
        "thicker lines": ('<inline for="underline" draw="line" side="under" distance="0.1字" thickness="0.25mm"', '<inline for="underline" draw="line" side="under" distance="0.1字" thickness="0.3mm"'),
        "readings higher": ('<inline for="ruby" size="0.5字" side="over" distance="0.05字"', '<inline for="ruby" size="0.5字" side="over" distance="0.08字"'),
        "longer waves": ('height="0.09字" inset="0.06字"', 'height="0.09字" inset="0字"'),
    }
    for name, (old, new) in wrong.items():
        data = shop.data(name.replace(" ", "-"), [("layouts/official-a4.xml", old, new)])
        if not measured(shop.build(SAMPLE, data=data, name="wrong")[0])[1]:
            faults.append(f"{name}: nothing was noticed")
    print(*faults, sep="\n")
    print(f"{count} elements, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

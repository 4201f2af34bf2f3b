#!/usr/bin/env python3
"""Hanzi of the body stand in the cells of the text block (0.05 mm): at least 95 % of each sample, at least 90 % of any paragraph."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support.brief_text import is_vertical
from support.placed import Placed
from support.inlines import has_inlines
from support.workshop import SOURCE, Workshop

LEFT, CELL, EM, TOLERANCE = 28.0, 156 / 28, 16 * 25.4 / 72, 0.05
LEAST_SAMPLE, LEAST_PARAGRAPH = 95.0, 90.0
ON_GRID = ("body", "note")
# Their text is compared by geometry_scripts: labels in Traditional characters, words from right to left.
ELSEWHERE = ("traditional.xml", "scripts.xml")


def in_cell(glyph):
    cells = (glyph.x - (CELL - EM) / 2 - LEFT) / CELL
    return abs(cells - round(cells)) * CELL <= TOLERANCE


def shares(pdf, brief):
    """[hanzi, hanzi in their cell, text] of each paragraph on the grid."""
    found = {}
    for line in Placed(pdf, brief).lines:
        if not line.paragraph.kind.startswith(ON_GRID):
            continue
        entry = found.setdefault(id(line.paragraph), [0, 0, line.paragraph.text()])
        for glyph in line.glyphs:
            if "\u4e00" <= glyph.text[:1] <= "\u9fff":
                entry[0] += 1
                entry[1] += in_cell(glyph)
    return list(found.values())


def main():
    shop, wrong = Workshop(), 0

    def judge(name, good, count, least):
        nonlocal wrong
        share = 100 * good / count
        if share < least:
            print(f"{name}: {share:.1f} % of hanzi in their cell, wanted {least}")
            wrong += 1

    for sample in sorted((SOURCE / "samples").glob("*.xml")):
        if is_vertical(sample) or sample.name in ELSEWHERE or has_inlines(sample):     # vertical_test.py, scripts_test.py, inlines_test.py
            continue
        found = shares(shop.build(sample)[0], sample)
        judge(sample.name, sum(good for _, good, _ in found), sum(count for count, _, _ in found), LEAST_SAMPLE)
        for count, good, text in found:
            judge(f"{sample.name}: {text[:16]}", good, count, LEAST_PARAGRAPH)
        print(f"{sample.name}: {len(found)} paragraphs, {100 * sum(g for _, g, _ in found) / sum(c for c, _, _ in found):.1f} %")
    # The same must fail where lines are filled evenly.
    flow = shop.data("flow", [("layouts/official-a4.xml", 'name="body" based-on="base" composition="strict"', 'name="body" based-on="base"')])
    sample = SOURCE / "samples/work-brief.xml"
    found = shares(shop.build(sample, data=flow, name="flow")[0], sample)
    if sum(good for _, good, _ in found) >= LEAST_SAMPLE / 100 * sum(count for count, _, _ in found):
        print("flow composition passes for strict: the measure is wrong")
        wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

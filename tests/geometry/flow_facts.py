"""Rows of the conformance table that bind the composition `flow` only: widths of marks, gaps beside Western text."""
from geometry.facts import BODY, CELL, CLOSING, LEFT, MM, OPENING, RIGHT, cell_left, cell_right, hanzi, wide

EM = BODY * MM
MARKS = OPENING + CLOSING
BRACKETS = "“”‘’「」『』（）《》〈〉【】〖〗〔〕［］｛｝"


def western(glyph):
    return glyph.text[0].isascii() and glyph.text[0].isalnum()


def measure_flow(facts, placed):
    for line in placed.of("body"):
        first, last = line.glyphs[0], line.glyphs[-1]
        if not line.last and last.text in CLOSING:
            facts.near("TY-06", line.where(), (RIGHT - cell_left(last, CELL)) / EM, 0.5, 0.02)
        if not line.first and first.text in OPENING:
            facts.near("TY-08", line.where(), (LEFT - cell_left(first, CELL)) / EM, 0.5, 0.05)
        for a, b, after in zip(line.glyphs, line.glyphs[1:], line.glyphs[2:]):
            if a.text in MARKS and b.text in MARKS and {a.text, b.text} & set(BRACKETS) and wide(after) and after.text not in MARKS:
                width = (cell_left(after, CELL) - cell_left(a, CELL)) / EM
                facts.require("TY-07", line.where(), width <= 1.55, f"{a.text}{b.text} {width:.2f} em wide")
        for a, b in zip(line.glyphs, line.glyphs[1:]):
            if hanzi(a) and western(b) or western(a) and hanzi(b):
                gap = (cell_left(b, CELL) - cell_right(a, CELL)) / EM
                facts.require("TY-12", line.where(), 0.125 - 0.02 <= gap <= 0.5 + 0.02, f"{a.text}|{b.text} {gap:.3f} em")
                if line.last:      # set as it is
                    facts.near("TY-11", line.where(), gap, 0.25, 0.02)
            if western(a) and western(b) and (space := (b.x - a.x - a.advance) / EM) > 0.15:
                facts.require("TY-17", line.where(), 0.25 - 0.02 <= space <= 0.5 + 0.02, f"{a.text} {b.text} {space:.3f} em")

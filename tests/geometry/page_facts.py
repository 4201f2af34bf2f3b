"""Rows PG, CL, PN of the conformance table: paper, text block, grid, inks, folios."""
from statistics import median

from geometry.facts import (BLACK, BODY, BOTTOM, CELL, CELLS, CENTRE, CLOSING, EXACT, GRIDDED, LEFT, MM, OPENING, PITCH, RED, RIGHT, ROWS, SMALL, TOP, centre, check, em,
                            frame_bottom, frame_top, full, hanzi, left_choices, nearest, right_choices)
from support import foreign, raster


@check
def paper(facts, placed):
    for number, page in enumerate(placed.pages, 1):
        facts.near("PG-01", f"page {number}", page.width, 210)
        facts.near("PG-02", f"page {number}", page.height, 297)
    boxes = [thing["value"]["/TrimBox"] for thing in foreign.objects(placed.pdf).values()
             if isinstance(thing.get("value"), dict) and thing["value"].get("/Type") == "/Page"]
    for number, box in enumerate(boxes, 1):
        facts.near("PG-03", f"page {number}, width", (box[2] - box[0]) * MM, 210)
        facts.near("PG-03", f"page {number}, height", (box[3] - box[1]) * MM, 297)
    facts.require("PG-03", placed.pdf, len(boxes) == len(placed.pages), f"{len(boxes)} trim boxes for {len(placed.pages)} pages")
    facts.require("PG-14", placed.pdf, len(placed.pages) % 2 == 0, f"{len(placed.pages)} pages")


def even(line):
    """Only hanzi and single marks, all at one distance."""
    single = all(hanzi(g) or g.text in "，、；：。" for g in line.glyphs)
    steps = [b.x - a.x for a, b in zip(line.glyphs, line.glyphs[1:])]
    return single and steps and max(steps) - min(steps) < 0.02 and abs(steps[0] - CELL) < 0.25 * CELL


@check
def edges_of_lines(facts, placed):
    for line in placed.of("body"):
        if not line.first:
            for row in ("PG-04", "BD-03"):
                facts.near(row, line.where(), nearest(left_choices(line, CELL), LEFT), LEFT)
        elif line.glyphs[0].text not in "“‘（《":
            facts.near("BD-02", line.where(), left_choices(line, CELL)[0], LEFT + 2 * CELL)
        if full(line):
            for row in ("PG-06", "TY-18"):
                facts.near(row, line.where(), nearest(right_choices(line, CELL), RIGHT), RIGHT)
            if not line.first and hanzi(line.glyphs[-1]) and even(line):
                facts.near("PG-10", line.where(), len(line.glyphs), CELLS, 0)
    pitches = [b.x - a.x for line in placed.of("body") for a, b in zip(line.glyphs, line.glyphs[1:]) if hanzi(a) and hanzi(b)]
    if pitches:
        facts.near("PG-11", placed.pdf, median(pitches), 5.571, 0.03)


@check
def nothing_outside(facts, placed):
    spare = (BODY * MM - CELL) / 2 + EXACT     # a frame is a little wider than its cell
    for line in placed.lines:
        for glyph in line.glyphs:
            left = glyph.x + (em(glyph) / 2 if glyph.text in OPENING else 0)          # the empty half of a mark's frame may stand out
            right = glyph.x + glyph.advance - (em(glyph) / 2 if glyph.text in CLOSING else 0)
            inside = left >= LEFT - spare and right <= RIGHT + spare
            facts.require("PG-08", line.where(), inside, f"{glyph.text} at {glyph.x:.2f}..{glyph.x + glyph.advance:.2f}")
            facts.require("TY-19", line.where(), glyph.x + min(em(glyph) / 2, glyph.advance) <= RIGHT + 0.1, f"{glyph.text} hangs out at {glyph.x:.2f}")
        facts.require("PG-08", line.where(), frame_top(line) >= TOP - EXACT and frame_bottom(line) <= BOTTOM + EXACT, f"frame {frame_top(line):.2f}")
    for number, page in enumerate(placed.pages, 1):
        for bar in page.bars:
            inside = bar.x >= LEFT - EXACT and bar.x + bar.width <= RIGHT + EXACT and bar.y >= TOP and bar.y + bar.height <= BOTTOM + EXACT
            facts.require("PG-08", f"page {number}", inside, f"a rule at {bar.y:.2f}")


def forced_short(placed, number):
    """Whether a keep may have shortened a page: fewer than its own lines would fit with what follows."""
    here, after = placed.on(number), placed.on(number + 1)
    if not after or after[0].paragraph.kind not in GRIDDED:
        return True
    together = after[0].paragraph is here[-1].paragraph
    few = [sum(1 for line in lines if line.paragraph is after[0].paragraph) <= 2 for lines in (here, after)]
    return not together or any(few)


@check
def rows_of_the_grid(facts, placed):
    for number in range(1, len(placed.pages) + 1):
        lines = [line for line in placed.on(number) if line.paragraph.kind in GRIDDED]
        rows = sorted({round((frame_top(line) - TOP) / PITCH) for line in lines})
        for line in lines:
            row = round((frame_top(line) - TOP) / PITCH)
            facts.near("PG-13", line.where(), frame_top(line), TOP + row * PITCH)
        if number > 1 and lines and lines[0] is placed.on(number)[0]:
            facts.near("PG-05", lines[0].where(), frame_top(lines[0]), TOP)
        if rows and rows[-1] == ROWS - 1:
            facts.near("PG-07", lines[-1].where(), frame_bottom(lines[-1]), BOTTOM)
        if number > 1 and len(lines) == len(placed.on(number)) and not forced_short(placed, number):
            facts.require("PG-09", f"page {number}", len(lines) == ROWS, f"{len(lines)} lines")
        for a, b in zip(lines, lines[1:]):
            if a.paragraph is b.paragraph:
                facts.near("PG-12", b.where(), b.y - a.y, PITCH)
            elif a.paragraph.kind == b.paragraph.kind == "body":
                facts.near("BD-04", b.where(), b.y - a.y - PITCH, 0, 0.1)


@check
def inks(facts, placed):
    inks_used = set()
    for line in placed.lines:
        for glyph in line.glyphs:
            inks_used.add(glyph.ink)
            name = line.paragraph.kind == "name"
            facts.require("CL-02" if name else "CL-01", line.where(), glyph.ink == (RED if name else BLACK), f"ink {glyph.ink}")
            facts.require("CL-04", line.where(), name or glyph.ink != RED, "red text")
    for number, page in enumerate(placed.pages, 1):
        facts.require("CL-05", f"page {number}", not page.other, f"drawing of other kinds: {sorted(set(page.other))}")
        for bar in page.bars:
            inks_used.add(bar.ink)
            red = number == 1 and bar.y < TOP + 100
            facts.require("CL-02" if red else "CL-03", f"page {number}", bar.ink == (RED if red else BLACK), f"a rule in {bar.ink}")
        inks_used.update(glyph.ink for glyph in placed.folios[number - 1])
    facts.require("CL-05", placed.pdf, len(inks_used) <= 2, f"colours {sorted(inks_used)}")


@check
def folios(facts, placed):
    blank = [number for number in range(1, len(placed.pages) + 1) if not placed.on(number)]
    for number, glyphs in enumerate(placed.folios, 1):
        numbered = bool(glyphs)
        unnumbered = number in blank or bool(blank) and number == len(placed.pages)
        row = "PN-07" if number > 1 and not unnumbered and not any(l.paragraph.kind == "body" for l in placed.on(number)) else "PN-06"
        facts.require(row, f"page {number}", numbered != unnumbered, "a folio" if numbered else "no folio")
        if not numbered:
            continue
        text = foreign.squeezed("".join(glyph.text for glyph in glyphs))
        facts.require("PN-04", f"page {number}", len(text) > 2 and text[0] == text[-1] != text[1], text)
        facts.require("PN-05", f"page {number}", text[0] == text[-1] == "\u2014", text)
        facts.require("PN-06", f"page {number}", text[1:-1] == str(number), text)
        one = SMALL * MM
        if number <= 4 or number == len(placed.pages):      # a picture takes its time
            ink = raster.ink_box(placed.pdf, number, LEFT, BOTTOM + 1, glyphs[0].x + one * 0.9, BOTTOM + 14)
            facts.near("PN-01", f"page {number}", (ink[1] + ink[3]) / 2 if ink else 0, 269)
        if number % 2 == 1:
            facts.near("PN-02", f"page {number}", RIGHT - (glyphs[-1].x + one), one)
        else:
            facts.near("PN-03", f"page {number}", glyphs[0].x - LEFT, one)
        for glyph in glyphs:
            facts.near("FT-11", f"page {number}", glyph.size, 14, 0.05)
            facts.require("FT-12", f"page {number}", "Serif" in glyph.face and "CJK" in glyph.face, glyph.face)
            facts.require("FT-12", f"page {number}", not glyph.text.isdigit() or glyph.advance < 0.6 * one, "a full-width digit")


@check
def centre_of_text(facts, placed):
    for line in placed.of("issue"):
        facts.near("JB-05", line.where(), centre(line, CENTRE), CENTRE)

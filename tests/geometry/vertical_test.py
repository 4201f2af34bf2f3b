#!/usr/bin/env python3
"""A vertical brief in mm, as foreign readers see it: columns and cells, numbers in one cell, turned words, marks in their part of the cell,
masthead, colophon and folio; its upright glyphs are those of hb-shape, with the same clusters."""
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support import dump, foreign, raster
from support.foreign import MM
from support.workshop import SOURCE, Workshop

SAMPLE = SOURCE / "samples/vertical-brief.xml"
ROWS, CELLS, EM, SMALL = 15, 40, 16 * MM, 14 * MM
TOP, BOTTOM, CELL, PITCH = 37.0, 262.0, 225 / CELLS, (156 - EM) / (ROWS - 1)
NEAR = 0.05
MARKS = {"“": "﹃", "”": "﹄", "‘": "﹁", "’": "﹂"}      # as the layout has them


def block(number):
    """Left and right edge: bound at the right, 28 mm from the binding on both sides of the leaf."""
    left = 210 - 28 - 156 if number % 2 else 28
    return left, left + 156


def is_hanzi(text):
    return "\u4e00" <= text[:1] <= "\u9fff"


class Facts:
    def __init__(self):
        self.wrong, self.count = [], 0

    def near(self, what, found, wanted, tolerance=NEAR):
        self.count += 1
        if abs(found - wanted) > tolerance:
            self.wrong.append(f"{what}: {found:.3f} mm, wanted {wanted:.3f}")

    def require(self, what, true):
        self.count += 1
        if not true:
            self.wrong.append(what)


def column_of(x, number):
    """Middle of the column nearest to x."""
    right = block(number)[1] - EM / 2
    return right - round((right - x) / PITCH) * PITCH


def columns(pages, facts):
    """Body hanzi stand in the middles of the 15 columns, and at least 95 % of them in the 40 cells."""
    good = total = 0
    seen = set()
    for number, page in enumerate(pages, 1):
        hanzi = [g for g in page.glyphs if g.way == "upright" and is_hanzi(g.text) and g.face.startswith("FandolFang") and abs(g.size - 16) < 0.01]
        if number in (1, 4):        # beside masthead and colophon, which have no columns of the grid
            hanzi = [g for g in hanzi if g.x < block(number)[1] - 90] if number == 1 else []
        shift = {}
        for glyph in hanzi:
            facts.near(f"page {number}, {glyph.text}: middle of the column", glyph.x + EM / 2, column_of(glyph.x + EM / 2, number))
            seen.add(round((block(number)[1] - glyph.x - EM) / PITCH))
            shift.setdefault(round((glyph.y - TOP) % CELL, 1), []).append(glyph)
        usual = max(shift, key=lambda key: len(shift[key])) if shift else 0
        total += len(hanzi)
        good += sum(1 for g in hanzi if abs((g.y - TOP - usual + CELL / 2) % CELL - CELL / 2) <= 0.1)
    facts.require(f"columns {sorted(seen)}", max(seen) == ROWS - 1 or len(seen) >= 12)
    facts.require(f"{good} of {total} hanzi in their cells", total > 500 and good >= 0.95 * total)
    return 100 * good / total


def middles(pdf, pages, facts):
    """The ink of hanzi, on average, in the middle of the cell: Fandol's own vertical origin leaves them too low."""
    off = []
    for glyph in [g for g in pages[1].glyphs if g.way == "upright" and is_hanzi(g.text) and g.face.startswith("FandolFang")][:60]:
        x, cell = column_of(glyph.x + EM / 2, 2), round((glyph.y - TOP - 0.8 * EM) / CELL)
        top = TOP + cell * CELL
        ink = raster.ink_box(pdf, 2, x - EM / 2, top, x + EM / 2, top + CELL)
        off.append((ink[1] + ink[3]) / 2 - top - CELL / 2)
    facts.near("hanzi's middle from the cell's", sum(off) / len(off), 0, 0.15)


def numbers(pdf, pages, facts):
    """纵中横: in the middle of column and cell, never wider than the em; three digits are drawn narrower."""
    widths = set()
    for number, page in enumerate(pages[:3], 1):
        groups, before = [], None
        for glyph in page.glyphs:
            across = glyph.way == "level" and glyph.text.isdigit() and glyph.y < BOTTOM
            if across and before is not None and abs(before.y - glyph.y) < 0.01:
                groups[-1].append(glyph)
            elif across:
                groups.append([glyph])
            before = glyph if across else None
        for group in groups:
            name = f"page {number}, {''.join(g.text for g in group)}"
            left, right = group[0].x, group[-1].x + group[-1].advance * group[-1].stretch
            middle = column_of((left + right) / 2, number)
            facts.near(f"{name}: middle of the column", (left + right) / 2, middle)
            facts.require(f"{name}: {right - left:.3f} mm wide", right - left <= EM + NEAR)
            widths.add((len(group), round(group[0].stretch, 2)))
            top = TOP + round((group[0].y - TOP - 0.83 * CELL) / CELL) * CELL
            ink = raster.ink_box(pdf, number, left, top + 0.5, right, top + CELL - 0.5)    # hanzi may reach in
            facts.near(f"{name}: middle of the cell", (ink[1] + ink[3]) / 2, top + CELL / 2, 0.1)
    narrow = {count for count, stretch in widths if stretch < 0.95}
    facts.require(f"numbers and widths {widths}", {count for count, _ in widths} == {1, 2, 3} and narrow == {3} and all(s > 0.64 for _, s in widths))


def words(pdf, pages, facts):
    """Western words are turned, their capitals in the middle of the column."""
    turned = [g for g in pages[1].glyphs if g.way == "turned"]
    text = "".join(g.text for g in turned)
    facts.require(f"turned: {text}", all(word in text for word in ("MARC", "TIFF", "600dpi", "2136")))
    for word in ("MARC", "TIFF", "2136"):
        part = turned[text.index(word):][:len(word)]
        middle = column_of(part[0].x + 1, 2)
        ink = raster.ink_box(pdf, 2, middle - EM, part[0].y + 0.3, middle + EM, part[-1].y + 1)
        facts.near(f"{word}: middle of its capitals", (ink[0] + ink[2]) / 2, middle, 0.1)


def marks(pdf, pages, facts):
    """，。、 at the upper right of their cells; —— one line, …… in the middle."""
    for number, page in enumerate(pages[:3], 1):
        for mark in [g for g in page.glyphs if g.way == "upright" and g.text in ("，", "。", "、") and g.face.startswith("FandolFang") and abs(g.size - 16) < 0.01][:12]:
            if number == 1 and mark.x > 92:
                continue
            middle = column_of(mark.x + EM / 2, number)
            before = page.glyphs[page.glyphs.index(mark) - 1]
            if before.way != "upright" or not is_hanzi(before.text) or before.y > mark.y:
                continue
            top = before.y + EM * 0.195 + (CELL - EM) / 2       # Fandol's hanzi stand so high above the lower edge of their cell
            ink = raster.ink_box(pdf, number, middle, top, middle + EM / 2, top + CELL / 2)
            facts.require(f"page {number}, {mark.text} at {mark.x:.1f}, {mark.y:.1f}: not at the upper right",
                          ink is not None and (ink[0] + ink[2]) / 2 > middle + 0.15 * EM and ink[3] - ink[1] > 0.1 * EM)
    for pair, height in (("—", 2 * CELL - 0.8), ("…", 2 * CELL - 2.6)):
        dashes = [g for g in pages[1].glyphs if g.text == pair and g.way != "level"]
        facts.require(f"{pair * 2}: {len(dashes)} glyphs", len(dashes) == 2)
        middle = column_of(dashes[0].x + EM / 2, 2)
        top = min(g.y for g in dashes) - 0.9 * EM
        ink = raster.ink_box(pdf, 2, middle - 1, top + 0.2, middle + 1, top + 2 * CELL)
        facts.near(f"{pair * 2}: middle of the column", (ink[0] + ink[2]) / 2, middle, 0.15)
        facts.require(f"{pair * 2}: {ink[3] - ink[1]:.2f} mm long", height < ink[3] - ink[1] < 2 * CELL + 0.1)


def furniture(pdf, pages, facts):
    """Masthead at the right of the first page, colophon at the left of the last, folios below as lines."""
    left, right = block(1)
    name = raster.ink_box(pdf, 1, left, TOP, right + 5, BOTTOM, dpi=300)
    facts.near("ink of the name, from the text block", right - name[2], 10, 0.1)
    red = [bar for bar in pages[0].bars if bar.ink[1] > 0.5]
    facts.require("one red rule", len(red) == 1)
    for bar in red:
        facts.near("red rule's thickness", bar.width, 0.79)
        facts.near("red rule's top", bar.y, TOP)
        facts.near("red rule's length", bar.height, 225)
    edge, bars = block(4)[0], sorted(pages[3].bars, key=lambda bar: bar.x)
    facts.require(f"{len(bars)} rules of the colophon", len(bars) == 3)
    facts.near("last rule of the colophon", bars[0].x, edge)
    for bar in bars:
        facts.near("rule's length", bar.height, 225)
    for number, page in enumerate(pages, 1):
        folio = [g for g in page.glyphs if g.y > BOTTOM + 3]
        facts.require(f"page {number}: folio {''.join(g.text for g in folio)}", "".join(g.text for g in folio).replace(" ", "") == f"—{number}—")
        facts.require(f"page {number}: the folio is no line", all(g.way == "level" for g in folio))
        if number % 2:
            facts.near(f"page {number}: folio from the left", folio[0].x - block(number)[0], SMALL)
        else:
            facts.near(f"page {number}: folio from the right", block(number)[1] - folio[-1].x - SMALL, SMALL)
        ink = raster.ink_box(pdf, number, folio[0].x, BOTTOM + 1, folio[0].x + 0.9 * SMALL, BOTTOM + 14)
        facts.near(f"page {number}: dash below the text block", (ink[1] + ink[3]) / 2 - BOTTOM, 7)


def shaping(dumped, facts):
    """hb-shape down the column gives the same glyphs for the same characters."""
    files = {path.stem: path for path in (SOURCE / "fonts/free").glob("*.otf")}
    compared = 0
    for page in dump.read(dumped):
        by_face = {}
        for run in page.runs:
            if run.orientation == "upright" and run.face in files:
                by_face.setdefault(run.face, []).append(run)
        for face, runs in by_face.items():
            texts = ["".join(MARKS.get(c, c) for c in run.text) for run in runs]
            said = subprocess.run(["hb-shape", "--direction=ttb", "--script=Hani", "--language=zh-Hans", "--features=fwid,vrt2", "--no-positions",
                                   "--no-glyph-names", "--utf8-clusters", files[face]], input="\n".join(texts) + "\n", capture_output=True, text=True, check=True).stdout
            for run, line in zip(runs, said.splitlines()):
                wanted = [(int(cluster), int(glyph)) for glyph, cluster in re.findall(r"(\d+)=(\d+)", line)]
                facts.require(f"{face}: {run.text}: not the glyphs of hb-shape", [(g[0], g[1]) for g in run.glyphs] == wanted)
                compared += len(wanted)
    return compared


def check(pdf, dumped):
    facts, pages = Facts(), foreign.trace(pdf)
    facts.require(f"{len(pages)} pages", len(pages) == 4)
    share = columns(pages, facts)
    for part in (middles, numbers, words, marks, furniture):
        part(pdf, pages, facts)
    return facts, share, shaping(dumped, facts)


def variants(shop, facts):
    """What the layout's <vertical> says otherwise."""
    layout = "layouts/work-brief-vertical.xml"
    pdf = shop.build(SAMPLE, data=shop.data("upright", [(layout, 'latin="turned"', 'latin="upright"')]), name="upright")[0]
    upright = foreign.trace(pdf)
    letters = [g for g in upright[1].glyphs if g.face == "LiberationSerif" and g.way == "upright"]
    text = "".join(g.text for g in letters)
    facts.require(f"upright: {text}", {"MARC", "TIFF", "2136"} <= set(re.findall("MARC|TIFF|2136", text)) and
                  not any(g.way == "turned" and g.face == "LiberationSerif" for page in upright for g in page.glyphs))
    word = letters[text.index("MARC"):][:4]
    for a, b in zip(word, word[1:]):
        facts.near("from letter to letter", b.y - a.y, CELL)
    for letter in word:
        middle = column_of(letter.x + EM / 2, 2)
        ink = raster.ink_box(pdf, 2, middle - EM, letter.y - 0.65 * EM, middle + EM, letter.y)
        facts.near(f"{letter.text}: middle of the column", (ink[0] + ink[2]) / 2, middle, 0.15)
    for name, old, new in (("two", 'digits="3"', 'digits="2"'), ("wide", 'narrowest="0.6"', 'narrowest="0.9"')):
        pages = foreign.trace(shop.build(SAMPLE, data=shop.data(name, [(layout, old, new)]), name=name)[0])
        turned = "".join(g.text for g in pages[0].glyphs if g.way == "turned")
        facts.require(f"{new}: 156 is not turned among {turned}", "156" in turned and "28" not in turned)


MIXED = """<?xml version="1.0" encoding="UTF-8"?>
<brief version="1" layout="work-brief-vertical"><identity><name>工作简报</name><issue-number year="2026" number="1"/><issuer>办公室</issuer>
<date>2026-03-02</date></identity><article><title>试排</title>
<p>前<inline-note>中文 hello 中文 world 12</inline-note>后，<spread cells="9">王a军</spread>。</p></article></brief>
"""


def boxes(shop, facts):
    """What stands in one cell or box in several directions is told once."""
    brief = shop.folder / "mixed.xml"
    brief.write_text(MIXED, "utf-8")
    pdf, _, _ = shop.build(brief)
    text = re.sub(r"\s", "", subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout)
    facts.require(f"a note and a spread name in {text}", "前中文hello中文world12后，王a军。" in text)


SIGNS = "办☑完❤好❤️字✔在✓和§条，占5‰和45％为25℃，热≥90分，≈30个，５为5′30″长，1∶3比½个，共＋3＝8元，5±3度，自1→2。"


def signs(shop, facts):
    """Signs stand or are turned as UAX #50 says; a number with a turned sign is turned with it, a prime stays at the height it has in a line."""
    brief = shop.folder / "signs.xml"
    brief.write_text(MIXED[:MIXED.index("<p>")] + f"<p>{SIGNS}</p></article></brief>\n", "utf-8")
    pdf = shop.build(brief)[0]
    glyphs = [g for g in foreign.trace(pdf)[0].glyphs if g.way != "level" or g.text.isdigit()]
    text = "".join(g.text[:1] for g in glyphs)
    ways = {"upright": "☑ ❤ ✔ ✓ § ‰ ％ ℃ ½ ＋", "level": "5‰ 45％ 25℃ 1→2".split(), "turned": "≥90 ≈30 5′30″ 1∶3 ＝8 5±3 →".split()}
    for way, samples in ways.items():
        for sample in samples.split() if way == "upright" else samples:
            place = text.index(sample)
            found = [g for g in glyphs[place:place + len(sample)] if way != "level" or g.text.isdigit()]
            facts.require(f"{sample}: {[g.way for g in found]}, wanted {way}", {g.way for g in found} == {way})
    facts.require("second ❤: not upright", glyphs[text.rindex("❤")].way == "upright")
    facts.require("3 of ＋3＝8: not turned", glyphs[text.index("＋3") + 1].way == "turned")
    sign = glyphs[text.index("‰")]
    middle = column_of(sign.x + EM / 2, 1)
    ink = raster.ink_box(pdf, 1, middle - CELL / 2, sign.y - 0.8 * EM, middle + CELL / 2, sign.y + 0.1 * EM)
    facts.require(f"‰ is drawn on its side: {ink}", ink[2] - ink[0] > ink[3] - ink[1])
    prime = glyphs[text.index("′")]
    middle = column_of(prime.x, 1)
    ink = raster.ink_box(pdf, 1, middle - CELL / 2, prime.y, middle + CELL / 2, prime.y + CELL)
    facts.require(f"′ at {ink}, column's middle {middle:.2f}", ink is not None and ink[0] > middle)


def main():
    shop = Workshop()
    pdf, dumped, _ = shop.build(SAMPLE)
    facts, share, compared = check(pdf, dumped)
    facts.require(f"only {compared} glyphs compared with hb-shape", compared > 800)
    variants(shop, facts)
    boxes(shop, facts)
    signs(shop, facts)
    wrong = facts.wrong
    print(*wrong[:30], sep="\n")
    print(f"{facts.count} facts, {len(wrong)} wrong; {share:.1f} % of hanzi in their cells; {compared} glyphs as hb-shape has them")
    # Columns elsewhere must be noticed.
    pdf, dumped, _ = shop.build(SAMPLE, data=shop.data("fewer", [("layouts/work-brief-vertical.xml", 'rows="15"', 'rows="14"')]), name="fewer")
    other = Facts()
    columns(foreign.trace(pdf), other)
    if not other.wrong:
        print("14 columns pass for 15: the measure is wrong")
    return bool(wrong) or not other.wrong


if __name__ == "__main__":
    sys.exit(1 if main() else 0)

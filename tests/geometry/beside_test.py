#!/usr/bin/env python3
"""What stands beside text where bases have blanks in them, are long, or go from right to left; ink of other scripts inside the cells of a list.
Measured on the PDF as mutool sees it, in mm."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support import foreign, raster
from support.briefs import article, brief
from support.foreign import MM
from support.workshop import SOURCE, Workshop

EM = 16 * MM
SHOP, WRONG = Workshop(), []


def page_of(name, text, layout="work-brief", data="."):
    """The page with the text, which is the first."""
    path = SHOP.folder / f"{name}.xml"
    path.write_text(brief(article(text)).replace('layout="work-brief"', f'layout="{layout}"'), "utf-8")
    return foreign.trace(SHOP.build(path, data=data)[0])[0]


def require(what, true):
    if not true:
        WRONG.append(what)


def places(page, letters, size=None):
    return [g for g in page.glyphs if g.text and g.text[0] in letters and (size is None or abs(g.size - size) < 0.1)]


def zhuyin_over_blanks():
    """Each syllable behind its own character, none in the line above or below."""
    for layout in ("work-brief", "work-brief-vertical"):
        page = page_of(f"blank-{layout}", '<p>甲<ruby reading="ㄔㄨㄥˊ ㄑㄧㄝˋ">綦 庆</ruby>乙<ruby reading="ㄇㄚ ㄅㄛ">——丙</ruby>丁</p>', layout)
        for base, letters in (("綦", "ㄔㄨㄥ"), ("庆", "ㄑㄧㄝ"), ("丙", "ㄅㄛ")):
            here, = places(page, base, 16)
            for letter in places(page, letters):
                away = abs(letter.x - here.x) + abs(letter.y - here.y)
                require(f"{layout}: {letter.text} is {away:.1f} mm from {base}", away < 2.1 * EM)
    page = page_of("words", '<p>甲<ruby reading="chóng wù">綦 庆</ruby>乙</p>')
    for base, letters in (("綦", "chóng"), ("庆", "wù")):
        here, = places(page, base, 16)
        word = places(page, letters, 8)
        middle = (min(g.x for g in word) + max(g.x + g.advance for g in word)) / 2
        require(f"{letters} stands {middle - here.x - here.advance / 2:.2f} mm off {base}", abs(middle - here.x - here.advance / 2) < 1)


def long_base():
    """Down the column a base longer than its letters keeps its length, between its neighbours."""
    data = SHOP.data("large", [("layouts/work-brief-vertical.xml", 'size="0.3字" side="after"', 'size="0.4字" side="after"')])
    page = page_of("long", '<p>甲<ruby reading="˙ㄔㄨㄥ">ABCDEFGHIJK</ruby>乙</p>', "work-brief-vertical", data)
    letters = places(page, "ABCDEFGHIJK", 16)
    require(f"{len(letters)} letters", len(letters) == 11)
    for one, other in zip(letters, letters[1:]):
        require(f"{other.text} stands {other.y - one.y:.2f} mm below {one.text}", abs(other.y - one.y - one.advance) < 0.1)
    (before,), (after,) = places(page, "甲", 16), places(page, "乙", 16)
    require(f"A stands {letters[0].y - before.y:.2f} mm below 甲", letters[0].y > before.y + (1 - 0.805) * EM - 0.1)
    require(f"乙 stands {after.y - letters[-1].y:.2f} mm below K", after.y - 0.805 * EM > letters[-1].y + letters[-1].advance - 0.1)


def struck():
    """The line goes through what is struck, and not through what stands between."""
    page = page_of("struck", "<p>国<strike>会שלום</strike>עברית中</p>")
    row = places(page, "国", 16)[0].y
    bars = [bar for bar in page.bars if row - EM < bar.y < row and bar.width < 100]
    covered = lambda g: any(bar.x - 0.1 < g.x + g.advance / 2 < bar.x + bar.width + 0.1 for bar in bars)
    for glyph in page.glyphs:
        if abs(glyph.y - row) < 0.1 and glyph.text.strip():
            wanted = glyph.text[0] in "会שלום" and not (glyph.text[0] in "עברית" and glyph.text[0] not in "שלום")
            require(f"{glyph.text} is{'' if covered(glyph) else ' not'} struck", covered(glyph) == wanted)


def turned_base():
    """The reading is over the middle of all words of its base."""
    page = page_of("turned", '<p>国国国<ruby reading="xyz">שלום עברית שפה</ruby>国</p>')
    word, base = places(page, "xyz", 8), [g for g in page.glyphs if g.text and "א" <= g.text[0] <= "ת"]
    middle = lambda glyphs: (min(g.x for g in glyphs) + max(g.x + g.advance for g in glyphs)) / 2
    require(f"the reading stands {middle(word) - middle(base):.2f} mm off its base", len(word) == 3 and abs(middle(word) - middle(base)) < 0.3)


def cells():
    """Stacks of Tibetan letters touch no rule."""
    text = (SOURCE / "tests/data/pages/packing-list.xml").read_text("utf-8").replace("沙坪坝区委会办公室", "བསྒྲུབས་སྒྲོལ")
    path = SHOP.folder / "cells.xml"
    path.write_text(text, "utf-8")
    data = SHOP.data("low", [("layouts/packing-list.xml", 'padding="1.6mm" height="11mm"', 'padding="0.2mm" height="4mm"')])
    pdf = SHOP.build(path, data=data)[0]
    page = foreign.trace(pdf)[0]
    across = sorted(bar.y for bar in page.bars if bar.width > 155)
    stack = next(g for g in page.glyphs if g.text and "\u0f00" <= g.text[0] <= "\u0fff")
    top, bottom = max(y for y in across if y < stack.y), min(y for y in across if y > stack.y)
    left = stack.x
    for name, y in (("above", top + 0.2), ("below", bottom)):
        ink = raster.ink_box(pdf, 1, left, y + 0.05 if name == "above" else y - 0.15, left + 12, y + 0.15 if name == "above" else y - 0.05)
        require(f"ink of the cell at the rule {name}", ink is None)


def main():
    for part in (zhuyin_over_blanks, long_base, struck, turned_base, cells):
        part()
    print(*WRONG, sep="\n")
    return bool(WRONG)


if __name__ == "__main__":
    sys.exit(main())

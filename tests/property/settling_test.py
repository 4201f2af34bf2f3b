#!/usr/bin/env python3
"""A layout that prints the number of pages: the text that names it is the text that was paginated, whatever the length."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support import foreign
from support.briefs import article, brief, p
from support.workshop import Workshop

COUNTED = [
    ("layouts/official-a4.xml", ">— <page-number/> —<", ">— <page-number/>/<page-count/> —<"),
    ("layouts/work-brief.xml", '<row style="issue">', '<row style="issue">共<page-count/>页，'),
]


def main():
    shop, failed = Workshop(), 0
    data = shop.data("counted", COUNTED)
    for lines in (1, 28, 95, 200, 420):
        path = shop.folder / f"{lines}.xml"
        path.write_text(brief(article(*[p(5, n) for n in range(lines // 5)], p(lines % 5 or 1))), "utf-8")
        pages = foreign.trace(shop.build(path, data=data)[0])
        folios = [foreign.squeezed("".join(g.text for g in page.glyphs if g.y > 263)) for page in pages]
        wanted = [f"—{number}/{len(pages)}—" for number in range(1, len(pages) + 1)]
        first = "".join(glyph.text for glyph in pages[0].glyphs)
        if [folio for folio in folios if folio] != wanted[:len([folio for folio in folios if folio])] or f"共{len(pages)}页" not in first:
            print(f"{lines} lines: {len(pages)} pages, {folios}, {first[:20]}")
            failed += 1
    return failed


if __name__ == "__main__":
    sys.exit(1 if main() else 0)

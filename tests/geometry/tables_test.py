#!/usr/bin/env python3
"""Tables of lists, as foreign programs see them: text inside its cell, rules where the layout says, the head on each page, no row divided."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support.foreign import trace
from support.workshop import SOURCE, Workshop

LEFT, WIDTH, TOP, HEIGHT, TOLERANCE = 28.0, 156.0, 37.0, 225.0, 0.05
# Columns from the layouts (mm; None: what is left), least height of a row, thickness of inner rules and frame.
LISTS = {
    "packing-list": ([12, None, 14, 17, 17, 13, 22], 11, 0.2, 0.35, ["序号", "单位", "份数", "起号", "止号", "页数", "备注"]),
    "sign-off-sheet": ([12, None, 14, 35, 24, 24], 13, 0.2, 0.35, ["序号", "单位", "份数", "份号", "签收人", "签收日期"]),
}
wrong = []


def check(name, good, what):
    if not good:
        wrong.append(f"{name}: {what}")


def edges(widths):
    rest = WIDTH - sum(w for w in widths if w)
    out = [LEFT]
    for width in widths:
        out.append(out[-1] + (width or rest))
    return out


def rows_of(page, frame, rule):
    """Upper edges of the table's rows and its lower edge, from the rules across."""
    across = sorted((bar for bar in page.bars if bar.width > WIDTH - 1), key=lambda bar: bar.y)
    return [across[0].y] + [bar.y + bar.height for bar in across[1:]], across


def look(name, pdf, units):
    widths, least, rule, frame, heads = LISTS[name]
    columns, pages, texts = edges(widths), trace(pdf), []
    check(name, len(pages) == 2, f"{len(pages)} pages, wanted 2")
    for number, page in enumerate(pages, 1):
        where = f"{name}, page {number}"
        rows, across = rows_of(page, frame, rule)
        check(where, abs(across[0].height - frame) < 0.01 and all(abs(bar.height - rule) < 0.01 for bar in across[1:-1]), "thickness of rules across")
        check(where, abs(across[-1].height - (frame if number == len(pages) else rule)) < 0.01, f"the last rule is {across[-1].height:.2f} mm")
        check(where, rows[-1] <= TOP + HEIGHT + TOLERANCE, "the table leaves the text block")
        check(where, all(b - a >= least - TOLERANCE for a, b in zip(rows, rows[1:])), "a row is too low")
        if number > 1:
            check(where, abs(rows[0] - TOP) < TOLERANCE, f"the table begins at {rows[0]:.2f} mm")
        upright = sorted({round(bar.x + bar.width / 2, 2) for bar in page.bars if bar.height > least - 1})
        wanted = [columns[0] + frame / 2, *columns[1:-1], columns[-1] - frame / 2]
        check(where, len(upright) == len(wanted) and all(abs(a - b) < TOLERANCE for a, b in zip(upright, wanted)), f"rules stand at {upright}, wanted {wanted}")
        cells = [["" for _ in widths] for _ in rows[1:]]
        tops = {}
        for glyph in page.glyphs:
            em = glyph.size * 25.4 / 72
            if not rows[0] < glyph.y < rows[-1]:
                continue
            row = max(i for i, top in enumerate(rows) if top < glyph.y)
            column = max(i for i, x in enumerate(columns[:-1]) if x <= glyph.x + 0.01)
            cells[row][column] += glyph.text
            check(where, glyph.x + glyph.advance <= columns[column + 1] - rule / 2, f"{glyph.text} crosses the rule at the right")
            check(where, glyph.y - 0.88 * em >= rows[row] and glyph.y + 0.12 * em <= rows[row + 1] - rule, f"{glyph.text} crosses a rule above or below")
            tops.setdefault((row, column), []).append((glyph.y - 0.88 * em, glyph.y + 0.12 * em))
        for (row, column), boxes in tops.items():
            middle = (min(top for top, _ in boxes) + max(bottom for _, bottom in boxes)) / 2
            check(where, abs(middle - (rows[row] + rows[row + 1]) / 2) < TOLERANCE, f"{cells[row][column]} is not in the middle of its row")
        check(where, cells[0] == heads, f"the head is {cells[0]}")
        texts += cells[1:]
    check(name, [cells[1] for cells in texts[:-1]] == [unit for unit, _ in units], "the units are not those of the brief, in order")
    check(name, [cells[0] for cells in texts[:-1]] == [str(i + 1) for i in range(len(units))], "numbers of rows")
    check(name, texts[-1][1:3] == ["合计", str(sum(copies for _, copies in units))], f"the foot is {texts[-1]}")


def check_clear(shop, name):
    """A name of several lines keeps as clear of the rules as of what stands beside it."""
    text = (SOURCE / f"tests/data/pages/{name}.xml").read_text("utf-8")
    brief = shop.folder / f"long-{name}.xml"
    brief.write_text(text.replace('<entry to="', '<entry to="第一师金银川镇社区卫生服务中心（筹备办公室）及其直属各支部联络处并转所属各村卫生室', 1), "utf-8")
    page = trace(shop.build(brief)[0])[0]
    rows, _ = rows_of(page, 0.35, 0.2)
    boxes = [(g.y - 0.88 * g.size * 25.4 / 72, g.y + 0.12 * g.size * 25.4 / 72) for g in page.glyphs if rows[1] < g.y < rows[2]]
    check(name, len({round(top, 1) for top, _ in boxes}) > 3, "the name has several lines")
    check(name, min(top for top, _ in boxes) - rows[1] > 1.55 and rows[2] - max(bottom for _, bottom in boxes) > 1.55, "a name stands close to a rule")


def units_of(brief):
    import xml.etree.ElementTree as tree
    return [(entry.get("to"), int(entry.get("copies"))) for entry in tree.parse(brief).iter("entry")]


def main():
    shop = Workshop()
    for name in LISTS:
        brief = SOURCE / f"tests/data/pages/{name}.xml"
        pdf, _, said = shop.build(brief)
        check(name, "warning" not in said, said)
        look(name, pdf, units_of(brief))
        check_clear(shop, name)
    # Where the last row of a page would be the foot, the row before goes with it.
    text = (SOURCE / "tests/data/pages/sign-off-sheet.xml").read_text("utf-8")
    lines = text.splitlines(True)
    entries = [i for i, line in enumerate(lines) if "<entry" in line]
    for count in (13, 14, 15):
        short = shop.folder / f"short-{count}.xml"
        short.write_text("".join(line for i, line in enumerate(lines) if i not in entries[count:]), "utf-8")
        pages = trace(shop.build(short)[0])
        for page in pages:
            rows, _ = rows_of(page, 0.35, 0.2)
            body = "".join(glyph.text for glyph in page.glyphs)
            check(f"{count} rows", not ("合计" in body and len(rows) < 4), "the foot stands alone on a page")
    print(*wrong, sep="\n")
    print(f"{len(LISTS)} lists, {len(wrong)} faults")
    sys.exit(bool(wrong))


main()

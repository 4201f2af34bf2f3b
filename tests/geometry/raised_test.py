#!/usr/bin/env python3
"""What is raised or lowered stays with what stands before it; letters of pinyin in titles are letters; private characters are no other face's business."""
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support.foreign import trace
from support.workshop import PROGRAM, SOURCE, Workshop

BRIEF = """<?xml version="1.0" encoding="UTF-8"?>
<brief version="1" layout="{layout}"><identity><name>工作简报</name><issue-number year="2026" number="1"/><issuer>办公室</issuer>
<date>2026-03-02</date></identity><article><title>{title}</title>{text}</article></brief>
"""
HAN = "这次普查的全部材料都已经按规定整理完毕并且逐项核对过了再由各区收齐以后统一归档保存"
RAISED = ("<sup>2</sup>", "<sup>〔12〕</sup>", "<sub>3</sub>", "”<sup>12</sup>", "<sup>2</sup><sup>3</sup>")
wrong = []


def check(good, what):
    if not good:
        wrong.append(what)


def briefs(shop, name, **parts):
    path = shop.folder / f"{name}.xml"
    path.write_text(BRIEF.format(**{"layout": "work-brief", "title": "普查", "text": "<p>如期完成。</p>"} | parts), "utf-8")
    return path


def along(glyph, vertical):
    return (glyph.y, -glyph.x) if vertical else (glyph.x, glyph.y)


def raised(shop, layout):
    """The line's end is met at every number of characters before what is raised."""
    vertical = layout != "work-brief"
    text = "".join(f"<p>{'“' if mark[0] == '”' else ''}{HAN[:length]}{mark}{HAN[:9]}。</p>" for mark in RAISED for length in range(18, 34))
    pages = trace(shop.build(briefs(shop, layout, layout=layout, text=text), expect=0)[0])
    seen = 0
    for page in pages:
        body = [g for g in page.glyphs if g.text.strip()]
        for i, (before, glyph) in enumerate(zip(body, body[1:])):
            if glyph.size > 11 or before.size < 12 or not glyph.text.strip("〔〕0123456789") == "":
                continue
            seen += 1
            (x, y), (a, b) = along(before, vertical), along(glyph, vertical)
            check(abs(b - y) < 6 and a > x, f"{layout}: {glyph.text} does not stand on the line of {before.text}")
            after = next(g for g in body[i + 2:] if g.size > 12)
            at_end = abs(along(after, vertical)[1] - b) > 6     # there the line's slack has no other place
            if before.text == "”":      # a mark's own blank comes first
                continue
            check(a - x < 16 * 25.4 / 72 * (1.5 if at_end else 1.2) + 1e-6 or vertical, f"{layout}: a gap of {a - x - 16 * 25.4 / 72:.2f} mm before {glyph.text}")
    check(seen >= len(RAISED) * 14, f"{layout}: {seen} raised characters")


def ending(shop):
    """Nothing follows but marks, so no slack has to stand before what is raised, and a word between marks is not pushed away by half an em."""
    text = "".join(f"<p>{HAN[:length]}注<sup>7</sup>。</p><p>{HAN[:length]}，MARCs。</p>" for length in range(3, 20))
    pages = trace(shop.build(briefs(shop, "ending", text=text))[0])
    body = [g for page in pages for g in page.glyphs if g.text.strip()]
    em = 16 * 25.4 / 72
    pairs = [(a, b) for a, b in zip(body, body[1:]) if (a.text, b.text) in (("注", "7"), ("，", "M"))]
    check(len(pairs) == 34, f"{len(pairs)} raised characters and words at the end of paragraphs")
    for a, b in pairs:
        most = 1.01 * em if b.text == "7" else 1.3 * em
        check(b.x - a.x < most, f"{a.text} and {b.text} at a paragraph's end are {b.x - a.x:.2f} mm apart")


def pinyin(shop):
    page = trace(shop.build(briefs(shop, "pinyin", title="读作Zhuāng和lùān的字"))[0])[0]
    letters = [g for g in page.glyphs if g.size > 20 and g.size < 24 and g.text and g.text in "Zhuāngl ùān".replace(" ", "")]
    check(len(letters) == 10, f"{len(letters)} letters in the title")
    for a, b in zip(letters, letters[1:]):
        if abs(b.y - a.y) < 0.1 and 0 < b.x - a.x < 20:
            em = a.size * 25.4 / 72
            check(b.x - a.x < 0.95 * em or a.text + b.text == "gl", f"{a.text} is as wide as a hanzi in the title")


def private(shop):
    for character in ("\ue000", "\uf001", "\ufffd"):
        path = briefs(shop, "private", text=f"<p>姓名{character}不详。</p>")
        done = subprocess.run([PROGRAM, "check", path, "--free-fonts", "--lang", "en"], capture_output=True, text=True, cwd=SOURCE)
        check(done.returncode == 3 and "BX1401" in done.stderr, f"{character!r}: {done.returncode} {done.stderr}")


def main():
    shop = Workshop()
    for layout in ("work-brief", "work-brief-vertical"):
        raised(shop, layout)
    ending(shop)
    pinyin(shop)
    private(shop)
    print(*wrong, f"{len(wrong)} faults", sep="\n")
    sys.exit(bool(wrong))


main()

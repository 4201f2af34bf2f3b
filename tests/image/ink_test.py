#!/usr/bin/env python3
"""Pages as pictures: ink where the dump says that something stands, and nowhere else. A page that is blank although qpdf and pdftotext
are content (wrong glyph codes) fails; so do glyphs that are drawn in another's place."""
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from geometry.cases import MARKS
from support import dump, raster
from support.briefs import article, brief, p, section
from support.foreign import MM, run
from support.workshop import SOURCE, Workshop

DPI = 100
PER_MM = DPI / 25.4
FEW = 0.004       # share of dark pixels in a frame: even · and 一 have more
EMPTY = " \u3000"


def frame(run, glyph):
    """The em box of a glyph in mm, a little narrower than the em so that neighbours stay out."""
    em = run.size * MM
    left, base = run.x + glyph[2], run.y + glyph[3]
    if run.orientation == "turned":
        return left - 0.12 * em, base, left + 0.88 * em, base + max(glyph[4], em * 0.25)
    if run.orientation == "upright":
        return left, base - 0.88 * em, left + em, base + 0.12 * em
    if run.face.startswith(("NotoSerifT", "NotoNaskh", "NotoSerifH", "NotoSansM", "NotoSansY", "Symbola")):
        # Letters of other scripts stack, join and reach beyond the em box; from right to left the advance is negative.
        return left - 0.1 * em, base - 1.3 * em, left + max(glyph[4], em * 1.2), base + 0.7 * em
    return left, base - 0.88 * em, left + max(glyph[4], em * 0.25), base + 0.12 * em


def pixels(box, width, height, spare=0):
    left, top, right, bottom = (round(edge * PER_MM) for edge in box)
    return max(left - spare, 0), max(top - spare, 0), min(right + spare, width), min(bottom + spare, height)


def faults(pdf, pages):
    for number, page in enumerate(pages, 1):
        width, height, grey = raster.grey(pdf, number, DPI)
        rows = [bytearray(grey[row * width:(row + 1) * width]) for row in range(height)]
        boxes, missing = [], 0
        for run_ in page.runs:
            for glyph, text in run_.characters():
                if text.strip(EMPTY) or not text:     # the first glyphs of a cluster tell nothing of their own
                    box = frame(run_, glyph)
                    boxes.append(box)
                    left, top, right, bottom = pixels(box, width, height)
                    dark = sum(1 for row in rows[top:bottom] for value in row[left:right] if value < 200)
                    missing += dark <= FEW * (right - left) * (bottom - top)
        boxes += [(x, y, x + w, y + h) for x, y, w, h in page.rules + page.paths + page.pictures]
        for x, y, w, h in page.pictures:
            left, top, right, bottom = pixels((x, y, x + w, y + h), width, height)
            if min(min(row[left:right]) for row in rows[top:bottom]) >= raster.DARK:
                yield f"page {number}: a picture without ink"
        if missing:
            yield f"page {number}: {missing} characters without ink"
        for left, top, right, bottom in (pixels(box, width, height, 2) for box in boxes):   # wipe what is accounted for
            for row in rows[top:bottom]:
                row[left:right] = b"\xff" * (right - left)
        stray = sum(1 for row in rows for value in row if value < raster.DARK)
        if stray:
            yield f"page {number}: {stray} dark pixels where nothing stands"


def with_wrong_codes(pdf):
    """The same file with the glyph codes of its text moved by 0x4000: still sound, still extractable, drawing nothing."""
    plain = pdf.replace(".pdf", "-plain.pdf")
    run("qpdf", "--stream-data=uncompress", "--object-streams=disable", pdf, plain)
    content = Path(plain).read_bytes()

    def move(code):
        return b"%04X" % ((int(code, 16) + 0x4000) & 0xFFFF)

    def strings(found):
        return b"<" + b"".join(move(found[1][i:i + 4]) for i in range(0, len(found[1]), 4)) + b">"

    def text(found):
        return re.sub(rb"<([0-9A-F]+)>", strings, found[0])

    content = re.sub(rb"\[[^\[\]]*\]TJ", text, content)
    content = re.sub(rb"(?m)^<([0-9A-F]{4})>(?=<)", lambda found: b"<" + move(found[1]) + b">", content)   # ToUnicode follows
    wrong = pdf.replace(".pdf", "-wrong.pdf")
    Path(wrong).write_bytes(content)
    return wrong


def main():
    shop, failed = Workshop(), 0
    texts = {
        "flow": brief(article(p(20), section("一级标题", p(2), section("二级接排。", p(1))), p(4), "<contributor>社区工作科</contributor>")),
        "marks": brief(article(f"<p>{MARKS}</p>", "<p>①②③Ⅳ、￥3,500.00、m²、CO₂、㎡、±5℃；difficult fluffy office。</p>")),
        "blank": brief(article(p(28))),
    }
    briefs = sorted((SOURCE / "samples").glob("*.xml"))
    for name, text in texts.items():
        briefs.append(shop.folder / f"{name}.xml")
        briefs[-1].write_text(text, "utf-8")
    count = 0
    for path in briefs:
        pdf, dumped, _ = shop.build(path)
        pages = dump.read(dumped)
        count += len(pages)
        for fault in faults(pdf, pages):
            print(f"{path.name}: {fault}")
            failed += 1

    pdf, dumped, _ = shop.build(briefs[0])
    wrong = with_wrong_codes(pdf)
    run("qpdf", "--check", wrong)
    said = [re.sub(r"\s", "", run("pdftotext", file, "-")) for file in (pdf, wrong)]
    if said[0] != said[1]:
        print("the file with wrong codes was to extract as the right one: the proof proves nothing")
        failed += 1
    found = list(faults(wrong, dump.read(dumped)))
    if len(found) < len(dump.read(dumped)):
        print(f"wrong glyph codes were not noticed on every page: {found}")
        failed += 1
    print(f"{count} pages, {failed} faults")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main() else 0)

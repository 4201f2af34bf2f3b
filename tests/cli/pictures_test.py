"""Pictures on paper, measured in the PDF by MuPDF: in the middle, inside the text block, on whole rows, with the caption below, in lines and in
columns; in copies and batches, in manifests and on record."""
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

from batch_support import hashes
from register_test_support import act, build, register
from support import BAD_INPUT, DATA, DONE, SOURCE, TO_CONFIRM, Run, check, finish, folder

MM = 72 / 25.4
PICTURES = DATA / "pictures"
LEFT, TOP, WIDTH, HEIGHT = 28, 37, 156, 225     # of the text block on odd pages
FRAME = 16 / MM
BRIEF = """<?xml version="1.0" encoding="UTF-8"?>
<brief version="1" layout="work-brief">
  <identity><name>工作简报</name><issue-number year="2026" number="1"/><issuer>办公室</issuer><date>2026-03-02</date></identity>
  <article><title>某地简况</title>
    <p>先说几句。</p>
    <picture file="photo.png" alt="条">图注</picture></article>
</brief>
"""
FIELDS = BRIEF.replace("<identity>", "<editions name=\"单位\" copies=\"份数\"/><identity>").replace("某地", '<field name="单位"/>').replace(
    'file="photo.png"', 'file="{照片}"')
ROWS = "单位,照片,份数\r\n甲区,photo.png,2\r\n乙区,photo.jpg,3\r\n丙区,photo.png,4\r\n"


def prepare(here, brief=BRIEF):
    shutil.copy(PICTURES / "bars.png", here / "photo.png")
    shutil.copy(PICTURES / "wide.jpg", here / "photo.jpg")
    (here / "b.xml").write_text(brief, "utf-8")
    (here / "t.csv").write_text(ROWS, "utf-8")


def made(brief, out, *more, code=DONE):
    run = Run("build", brief, "-o", out, "--free-fonts", "--lang", "en", *more)
    check(run.code == code, run)
    return out


def on_paper(pdf):
    """For each page its pictures and glyphs in mm from the upper left corner: (left, top, right, bottom), (x, baseline, size)."""
    trace = subprocess.run(["mutool", "trace", pdf], capture_output=True, text=True, check=True).stdout
    pages = []
    for page in trace.split("<page ")[1:]:
        height = float(re.search(r'mediabox="0 0 \S+ (\S+)"', page)[1])
        pictures = []
        for matrix in re.findall(r'<fill_image [^>]*transform="([^"]*)"', page):
            a, b, c, d, e, f = map(float, matrix.split())
            xs, ys = [e, e + a + c], [f, f + b + d]
            pictures.append(tuple(v / MM for v in (min(xs), min(ys), max(xs), max(ys))))
        glyphs = []
        for text, spans in re.findall(r'<fill_text [^>]*transform="([^"]*)"[^>]*>(.*?)</fill_text>', page, re.S):
            check(text.split()[:4] == ["1", "0", "0", "-1"], f"text is not turned: {text}")
            shift_x, shift_y = (float(v) for v in text.split()[4:])
            for trm, span in re.findall(r'<span [^>]*trm="([^"]*)"[^>]*>(.*?)</span>', spans, re.S):
                size = float(trm.split()[0])
                glyphs += [((float(x) + shift_x) / MM, (shift_y - float(y)) / MM, size / MM) for x, y in re.findall(r'<g [^>]*x="(\S+)" y="(\S+)"', span)]
        pages.append((pictures, glyphs, height / MM))
    return pages


def near(a, b, tolerance=0.05):
    return abs(a - b) <= tolerance


def row_top(row, block=HEIGHT, rows=22):
    return (block - FRAME) / (rows - 1) * row


def in_lines(here):
    pages = on_paper(made(DATA / "pages/pictures.xml", here / "lines.pdf"))
    found = [(number, picture) for number, (pictures, _, _) in enumerate(pages) for picture in pictures]
    sizes = [(round(r - l, 1), round(b - t, 1)) for _, (l, t, r, b) in found]
    check(sizes == [(117, 78), (52, 78), (116.9, 78)], f"as large as both lengths allow: {sizes}")
    for number, (left, top, right, bottom) in found:
        check(near((left + right) / 2, LEFT + WIDTH / 2), f"page {number + 1}: {left} to {right} is not in the middle")
        check(top >= TOP - 0.05 and bottom <= TOP + HEIGHT + 0.05, f"page {number + 1}: {top} to {bottom} leaves the text block")
        glyphs = pages[number][1]
        above = [y + size * 0.12 for x, y, size in glyphs if y < top]
        below = [y - size * 0.88 for x, y, size in glyphs if y > bottom and y < TOP + HEIGHT]
        check(not [g for g in glyphs if top < g[1] < bottom], "nothing stands beside or on it")
        check(all(top - y >= 2 for y in above) and all(y - bottom >= 2 for y in below), f"page {number + 1}: text touches the picture")
        rows = [TOP + row_top(i) for i in range(22)]
        first = max((r for r in rows if r <= top + 0.05), default=None)
        last = min(r + FRAME for r in rows if r + FRAME >= bottom - 0.05)
        check(near(top - first, last - bottom), f"page {number + 1}: {top} to {bottom} is not in the middle of its rows, {first} to {last}")
        baselines = {round(y, 2) for x, y, size in glyphs if bottom < y < TOP + HEIGHT and size > 5}
        off = [y for y in baselines if not any(near(y, row + FRAME * 0.88) for row in rows)]
        check(not off, f"page {number + 1}: lines off the rows below the picture: {off}")
    for number, (_, _, _, bottom) in found[:2]:
        caption = [g for g in pages[number][1] if near(g[2], 14 / MM, 0.01) and bottom < g[1] < bottom + 12]
        left, right = min(g[0] for g in caption), max(g[0] + g[2] for g in caption)
        check(near((left + right) / 2, LEFT + WIDTH / 2, 0.6), f"the caption stands below, in the middle: {left} to {right}")
    images = subprocess.run(["pdfimages", "-list", here / "lines.pdf"], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    kinds = [(line.split()[3], line.split()[4], line.split()[8]) for line in images]
    check(kinds == [("900", "600", "image"), ("600", "900", "image"), ("1000", "667", "jpeg")], f"as they were: {kinds}")


def in_columns(here):
    pages = on_paper(made(DATA / "pages/pictures.xml", here / "columns.pdf", "--layout", "work-brief-vertical"))
    found = [(number, picture) for number, (pictures, _, _) in enumerate(pages) for picture in pictures]
    check(len(found) == 3, found)
    for number, (left, top, right, bottom) in found:
        block_left = 210 - 28 - WIDTH if number % 2 == 0 else 28
        check(near((top + bottom) / 2, TOP + HEIGHT / 2), f"page {number + 1}: {top} to {bottom} is not in the middle")
        check(left >= block_left - 0.05 and right <= block_left + WIDTH + 0.05, f"page {number + 1}: {left} to {right} leaves the text block")
        columns = [block_left + WIDTH - row_top(i, WIDTH, 15) for i in range(15)]     # their right edges
        first = min(c for c in columns if c >= right - 0.05)
        last = max(c - FRAME for c in columns if c - FRAME <= left + 0.05)
        check(near(first - right, left - last), f"page {number + 1}: {left} to {right} is not in the middle of its columns, {first} to {last}")
        beside = [x for x, y, size in pages[number][1] if left - 0.5 < x < right and TOP < y < TOP + HEIGHT]
        check(not beside, f"page {number + 1}: text at the picture: {beside}")
    check([round((r - l) / (b - t), 2) for _, (l, t, r, b) in found] == [1.5, 0.67, 1.5], "they stand upright")


def with_its_caption(here):
    """Ten rows are left on the first page; the picture takes eight, its caption one."""
    prepare(here)
    at = []
    for lines in range(4):
        (here / "b.xml").write_text(BRIEF.replace("<p>先说几句。</p>", "<p>一行。</p>" * lines), "utf-8")
        pages = on_paper(made(here / "b.xml", here / f"{lines}.pdf"))
        number = next(number for number, page in enumerate(pages) if page[0])
        bottom = pages[number][0][0][3]
        at.append(number)
        check([g for g in pages[number][1] if near(g[2], 14 / MM, 0.01) and bottom < g[1] < bottom + 12], f"{lines} lines above: the caption is on another page")
    check(at == [0, 0, 1, 1], f"where all of it fits, it stands on the first page: {at}")


def in_copies(here):
    prepare(here, BRIEF.replace("</date>", "</date><copy-number>auto</copy-number>"))
    made(here / "b.xml", here / "c.pdf", "--copies", "1-3")
    pages = on_paper(here / "c.pdf")
    pictures = [picture for page in pages for picture in page[0]]
    check(len(pages) == 6 and len(pictures) == 3 and len(set(pictures)) == 1, f"each copy has it: {pictures}")
    images = subprocess.run(["pdfimages", "-list", here / "c.pdf"], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    check(len({line.split()[10] for line in images}) == 1, f"and the file has it once: {images}")


def batch(here, out, *more):
    return Run("batch", here / "b.xml", "--editions", here / "t.csv", "--key", "单位", "--out", here / out, "--free-fonts", "--lang", "en", *more)


def in_batches(here):
    prepare(here, FIELDS)
    run = batch(here, "one")
    check(run.code == DONE and batch(here, "two", "--jobs", "1").code == DONE and hashes(here / "one") == hashes(here / "two"), f"the same bytes: {run}")
    sources = [json.loads(line) for line in (here / "one/manifest.jsonl").read_text("utf-8").splitlines() if '"source":"picture"' in line]
    wanted = [(str(here / name), hashlib.sha256((here / name).read_bytes()).hexdigest()) for name in ("photo.jpg", "photo.png")]
    check([(s["path"], s["sha256"]) for s in sources] == wanted, f"the manifest names the pictures: {sources}")
    check(batch(here, "one", "--resume").code == DONE, "done is done")
    run = batch(here, "print", "--merge", "印", "--list", "packing-list")
    check(run.code == DONE, run)
    images = [len(page[0]) for page in on_paper(here / "print/印-1.pdf")]
    check(sum(images) == 9, f"every copy of the print run has its picture: {images}")
    shutil.copy(PICTURES / "tall.png", here / "photo.png")
    run = batch(here, "one", "--resume")
    check(run.code == BAD_INPUT and "BX1842" in run.err and "the pictures differs" in run.err, f"a picture that was changed is noticed: {run}")
    (here / "photo.jpg").unlink()
    run = batch(here, "three")
    check(run.code == BAD_INPUT and "t.csv:3:" in run.err and "BX2001" in run.err and not (here / "three/甲区.pdf").exists(),
          f"the place of a picture that is not there: {run}")
    run = batch(here, "three", "--keep-going")
    check(run.code == 4 and {p.name for p in (here / "three").iterdir()} == {"丙区.pdf", "manifest.jsonl", "甲区.pdf"}, run)


def on_record(here):
    prepare(here)
    path = here / "b.xml"
    path.write_text(BRIEF.replace('number="1"', 'number="auto" total="auto"'), "utf-8")
    reg = register(here)
    run = build(path, reg, here / "o.pdf")
    check(run.code == DONE, run)
    shown = act(reg, "show", "简报", "2026-15")
    sha = hashlib.sha256((here / "photo.png").read_bytes()).hexdigest()
    check(re.search(rf"picture +{sha}  {re.escape(str(here / 'photo.png'))}\n", shown), f"the picture is on record: {shown}")
    check(act(reg, "verify", at=()).endswith("files compared\n"), "all is as it was recorded")
    shutil.copy(PICTURES / "tall.png", here / "photo.png")
    run = Run("register", "verify", reg, "--lang", "en")
    check(run.code != DONE and "photo.png" in run.err and "picture" in run.err, f"a picture that was changed is noticed: {run}")

    prepare(here, FIELDS.replace('number="1"', 'number="auto" total="auto"'))
    numbers = ["--register", reg, "--series", "简报", "--who", "李秘书"]
    run = batch(here, "run", *numbers)
    check(run.code == DONE and sha in act(reg, "show", "简报", "2026-16"), run)
    run = batch(here, "part", *numbers, "--only", "甲区", "--reprints", "2026-16")
    check(run.code == DONE, f"made again from the same pictures: {run}")
    shutil.copy(PICTURES / "tall.png", here / "photo.png")
    run = batch(here, "other", *numbers, "--only", "甲区", "--reprints", "2026-16")
    check(run.code == BAD_INPUT and "BX1750" in run.err and "photo.png" in run.err, f"and not from others: {run}")


def limits(here):
    prepare(here)
    check(Run("check", here / "b.xml", "--free-fonts").code == DONE, "check reads pictures")
    before = (here / "photo.png").read_bytes()
    run = Run("build", here / "b.xml", "-o", here / "photo.png", "--free-fonts", "--lang", "en")
    check(run.code == BAD_INPUT and "BX1605" in run.err and (here / "photo.png").read_bytes() == before, f"no picture is overwritten: {run}")
    shutil.copy(PICTURES / "coarse.png", here / "photo.png")
    run = Run("check", here / "b.xml", "--free-fonts", "--lang", "en")
    check(run.code == TO_CONFIRM and "BX2005" in run.err and "b.xml:6:20" in run.err, run)


for test in (in_lines, in_columns, with_its_caption, in_copies, in_batches, on_record, limits):
    with folder() as name:
        test(Path(name))
finish("pictures")

"""Numbered copies in one file: each page is that of the copy built alone, by two readers and as drawn; what copies have in common is there once."""
import re
import subprocess
import sys
from pathlib import Path

from support import BAD_INPUT, DONE, SOURCE, TO_CONFIRM, USAGE, Run, check, finish, folder

sys.path.insert(0, str(SOURCE / "tests/support"))
import foreign
import raster

SAMPLE = (SOURCE / "samples/classified-brief.xml").read_text("utf-8")
OPEN = SAMPLE.replace("000017", "auto").replace('copies="40"', 'copies="999"')
LAYOUT = (SOURCE / "layouts/work-brief.xml").read_text("utf-8").replace('name="work-brief"', 'name="other"')
NUMBER = '<value of="identity/copy-number" as="copy-number"/>'

# The number where it moves other text, is asked for its value, stands on every page.
LAYOUTS = {
    "as the layout has it": LAYOUT,
    "wider with each digit": LAYOUT.replace(NUMBER, '份号<value of="identity/copy-number" as="chinese"/>'),
    "in the folio": LAYOUT.replace("<flow>", '<folio style="folio" odd="right 1字" even="left 1字" below="7mm" first="1">'
                                   '<value of="identity/copy-number" as="number"/> — <page-number/></folio><flow>'),
    "in the text": LAYOUT.replace('<block for="p" style="body"/>',
                                  '<block for="p" style="body"><content/>第<value of="ancestor::brief/identity/copy-number" as="chinese"/>份不得翻印。</block>'),
    "asked for its value": LAYOUT.replace("<rule ink=\"red\"", '<when test="identity/copy-number &gt; 5"><row style="masthead">后</row></when><rule ink="red"', 1),
}


def text_of(pdf, page):
    words = foreign.run("pdftotext", "-bbox", "-f", page, "-l", page, pdf, "-")
    return re.findall(r"<word.*", words), foreign.run("mutool", "draw", "-F", "txt", pdf, page)


def same_pages(here, name, numbers, pages, options=()):
    """The copies' pages in here/all.pdf beside each copy built alone."""
    for index, number in numbers:
        (here / "one.xml").write_text(OPEN.replace("auto", f"{number:06}"), "utf-8")
        run = Run("build", here / "one.xml", "-o", here / "one.pdf", "--free-fonts", *options)
        check(run.code in (DONE, TO_CONFIRM), run)
        own = int(foreign.info(here / "one.pdf")["Pages"])
        check(own == pages[number], f"{name}: copy {number} alone has {own} pages, in the file {pages[number]}")
        for page in range(1, own + 1):
            ours = sum(count + count % 2 for n, count in pages.items() if n < number) + page
            check(text_of(here / "all.pdf", str(ours)) == text_of(here / "one.pdf", str(page)), f"{name}: text of copy {number}, page {page}")
            check(raster.grey(here / "all.pdf", ours, 60) == raster.grey(here / "one.pdf", page, 60), f"{name}: copy {number}, page {page} as drawn")


def labels(pdf):
    """Pages of each copy by the labels, blank backs left out."""
    text = foreign.run("mutool", "show", pdf, "trailer/Root/PageLabels/Nums")
    return [(int(at), bytes.fromhex(prefix)[2:].decode("utf-16-be")) for at, prefix in re.findall(r"(\d+) <<\s*/P <([0-9A-F]+)>", text)]


def layouts(here):
    for name, text in LAYOUTS.items():
        (here / "open.xml").write_text(OPEN, "utf-8")
        (here / "other.xml").write_text(text, "utf-8")
        chosen = ("--layout", here / "other.xml")
        run = Run("build", here / "open.xml", "-o", here / "all.pdf", "--copies", "1-12", "--free-fonts", "--lang", "en", *chosen)
        check(run.code in (DONE, TO_CONFIRM) and "12 copies" in run.err, f"{name}: {run}")
        check("No syntax or stream encoding errors" in foreign.run("qpdf", "--check", here / "all.pdf"), f"{name}: qpdf")
        found = labels(here / "all.pdf")
        check([label for _, label in found] == [f"{n:06}-" for n in range(1, 13)], f"{name}: {found}")
        whole = int(foreign.info(here / "all.pdf")["Pages"])
        ends = [at for at, _ in found[1:]] + [whole]
        pages = {}
        for n, ((at, _), end) in enumerate(zip(found, ends), 1):
            check(at % 2 == 0, f"{name}: copy {n} begins on page {at + 1}")
            last = re.sub(r"\s", "", foreign.run("pdftotext", "-f", str(end), "-l", str(end), here / "all.pdf", "-"))
            pages[n] = end - at - (not last)
        same_pages(here, name, [(n, n) for n in (1, 5, 6, 12)], pages, chosen)


def contents(pdf, page):
    return re.findall(r"\d+ 0 R", re.search(r"/Contents (\[.*?\]|\d+ 0 R)", foreign.run("mutool", "show", pdf, f"pages/{page}"))[1])


def shares(here):
    (here / "open.xml").write_text(OPEN, "utf-8")
    sizes = {}
    for count in (1, 40, 400):
        run = Run("build", here / "open.xml", "-o", here / f"{count}.pdf", "--copies", f"1-{count}", "--free-fonts")
        check(run.code == DONE, run)
        sizes[count] = (here / f"{count}.pdf").stat().st_size
    check((sizes[400] - sizes[40]) / (360 * 4) < 100, f"bytes a page: {sizes}")
    pdf, streams = here / "40.pdf", set()
    for page in range(1, 161):
        streams |= set(contents(pdf, page))
        if page > 4:
            first, now = contents(pdf, (page - 1) % 4 + 1), contents(pdf, page)
            own = [i for i, (a, b) in enumerate(zip(first, now)) if a != b]
            check(len(first) == len(now) and own == ([1] if page % 4 == 1 else []), f"page {page}: {first} {now}")
    check(len(streams) == 5 + 40, f"{len(streams)} streams: two around the number, three pages, and the numbers")
    own = subprocess.run(["mutool", "show", "-b", pdf, contents(pdf, 1)[1].split()[0]], capture_output=True, check=True).stdout
    check(own.count(b"Tj") + own.count(b"TJ") == 1 and len(own) < 120, own)
    outline = foreign.run("mutool", "show", pdf, "outline")
    check([line.split('"')[1] for line in outline.splitlines() if '"' in line] == [f"{n:06}" for n in range(1, 41)], outline)
    run = Run("build", here / "open.xml", "-o", here / "again.pdf", "--copies", "1-40", "--free-fonts")
    check((here / "again.pdf").read_bytes() == pdf.read_bytes(), "the same bytes from every run")
    run = Run("build", here / "open.xml", "-o", here / "all.pdf", "--copies", "7,123-124", "--free-fonts")
    check([label for _, label in labels(here / "all.pdf")] == ["000007-", "000123-", "000124-"], labels(here / "all.pdf"))
    same_pages(here, "ranges", [(0, 7), (2, 124)], {7: 4, 123: 4, 124: 4})


def faults(here):
    (here / "open.xml").write_text(OPEN, "utf-8")
    (here / "typed.xml").write_text(SAMPLE, "utf-8")
    run = Run("build", here / "open.xml", "--free-fonts", "--lang", "en")
    check(run.code == BAD_INPUT and "open.xml:12:5: error[BX1839]" in run.err and not (here / "open.pdf").exists(), run)
    run = Run("build", here / "typed.xml", "--copies", "1-3", "--free-fonts", "--lang", "en")
    check(run.code == BAD_INPUT and "typed.xml:12:5: error[BX1855]" in run.err and not (here / "typed.pdf").exists(), run)
    run = Run("check", here / "open.xml", "--free-fonts")
    check(run.code == BAD_INPUT and "BX1839" in run.err, run)
    for ranges in ("0-3", "3-1", "1-1000000", "5,5", "5-7,6", "a", "1-", ",", "1,,2"):
        check(Run("build", here / "open.xml", "--copies", ranges, "--free-fonts").code == USAGE, ranges)
    check(Run("build", here / "open.xml", "--copies", "1-3", "--grid", "--free-fonts").code == USAGE, "a proof has no copies")
    (here / "missing.xml").write_text(OPEN.replace("请勿转载", "请勿\U00012000转载"), "utf-8")
    run = Run("build", here / "missing.xml", "--copies", "1-3", "--free-fonts", "--lang", "en")
    check(run.code == BAD_INPUT and "missing.xml:17:" in run.err and not (here / "missing.pdf").exists(), run)


def main():
    for test in (shares, layouts, faults):
        with folder() as name:
            test(Path(name))
    finish("numbered copies")


main()

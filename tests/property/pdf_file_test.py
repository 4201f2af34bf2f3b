#!/usr/bin/env python3
"""Properties that every PDF of ours has: sound, small, the same bytes from every run, its text and what stands beside the pages read back."""
import os
import re
import sys
import xml.etree.ElementTree as tree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from geometry.cases import MARKS
from support import foreign
from support.brief_text import is_vertical, paragraphs
from support.briefs import article, brief, p, section
from support.inlines import has_inlines
from support.workshop import SOURCE, Workshop

FACE_ROOM = 1024
PAGE_ROOM = 8 * 1024     # bytes a page beside the embedded font streams

FOLIO = re.compile(r"(?m)^ *— ?\d+ ?—\s*$")


def text_back(pdf, path):
    """Both readers give the brief's characters in order; no blank between hanzi, none beside a mark that was not typed."""
    source = foreign.squeezed("".join(paragraph.text() for paragraph in paragraphs(path)))
    for reader, text in (("pdftotext -raw", foreign.text(pdf, "-raw")), ("mutool", foreign.run("mutool", "draw", "-F", "txt", pdf))):
        read = foreign.squeezed(FOLIO.sub("", text))
        if read != source:
            at = next((i for i, (a, b) in enumerate(zip(read, source)) if a != b), min(len(read), len(source)))
            yield f"{reader}: after {source[max(at - 10, 0):at]!r} comes {read[at:at + 10]!r}, not {source[at:at + 10]!r}"
    plain = FOLIO.sub("", foreign.text(pdf))
    for paragraph in paragraphs(path):
        if paragraph.kind in ("body", "title", "note", "heading-1", "recipients") and paragraph.text() not in foreign.squeezed(plain):
            yield f"pdftotext tears {paragraph.text()[:20]!r}"
    typed = set(re.findall(r"\S \S", path.read_text("utf-8")))
    for gap in re.findall(r"\S +\S", plain):
        wide = any("\u2e80" <= end <= "\u9fff" or "\uff00" <= end <= "\uffef" or end in "“”‘’—…" for end in (gap[0], gap[-1]))
        if wide and re.sub(" +", " ", gap) not in typed:
            yield f"pdftotext sees a blank in {gap!r}"


def beside_the_pages(pdf, path):
    root, info, objects = tree.parse(path).getroot(), foreign.info(pdf), foreign.objects(pdf)
    name, issuer, title = (root.findtext(at) for at in ("identity/name", "identity/issuer", "article/title"))
    if not info["Title"].startswith(name) or not info["Title"].endswith(foreign.squeezed(title)):
        yield f"title {info['Title']}"
    if info["Author"] != issuer:
        yield f"author {info['Author']}"
    if info["Tagged"] != "no" or info["Encrypted"] != "no" or info["JavaScript"] != "no":
        yield f"{info}"
    catalog = next(thing["value"] for thing in objects.values() if isinstance(thing.get("value"), dict) and thing["value"].get("/Type") == "/Catalog")
    if catalog.get("/Lang") != "u:" + root.get("lang"):
        yield f"language {catalog.get('/Lang')}"
    bound = {"/Direction": "/R2L"} if is_vertical(path) else {}
    if catalog.get("/ViewerPreferences") != {"/DisplayDocTitle": True, **bound}:
        yield f"viewer preferences {catalog.get('/ViewerPreferences')}"
    packet = foreign.run("qpdf", "--show-object=" + catalog["/Metadata"].split()[0], "--filtered-stream-data", pdf)
    words = "".join(tree.fromstring(packet[packet.index("<x:xmpmeta"):packet.index("<?xpacket end")]).itertext())
    for wanted in (info["Title"], issuer, root.get("lang"), root.findtext("identity/date")):
        if wanted not in words:
            yield f"XMP lacks {wanted}"


def outline(pdf, path):
    """The bookmarks: titles and headings of two levels, each on the page where a reader finds its text."""
    wanted = [paragraph.text() for paragraph in paragraphs(path) if paragraph.kind in ("title", "heading-1")]
    found = re.findall(r"^[|+-]?\s*\S*\t+\"(.*)\"\s+#page=(\d+)", foreign.run("mutool", "show", pdf, "outline"), re.M)
    titles = [foreign.squeezed(title) for title, _ in found]
    for title in wanted:
        if title not in titles:
            yield f"no bookmark for {title!r} among {titles}"
    for title, page in found:
        if foreign.squeezed(title) not in foreign.squeezed(foreign.text(pdf, "-raw", "-f", page, "-l", page)):
            yield f"{title!r} does not stand on page {page}"


def size(pdf):
    objects = foreign.objects(pdf)
    programs = pictures = faces = 0
    for thing in objects.values():
        value = thing.get("value")
        picture = thing.get("stream", {}).get("dict", {})
        if picture.get("/Subtype") == "/Image":
            length = picture["/Length"]
            pictures += objects[length]["value"] if isinstance(length, str) else length
        if isinstance(value, dict) and value.get("/Type") == "/FontDescriptor":
            length = objects[value.get("/FontFile3") or value["/FontFile2"]]["stream"]["dict"]["/Length"]
            faces += 1
            programs += objects[length]["value"] if isinstance(length, str) else length
    pages = int(foreign.info(pdf)["Pages"])
    rest = os.path.getsize(pdf) - programs - pictures
    # Widths and texts of faces do not shrink with the pages: two pages have room for four.
    if programs == 0 or rest > PAGE_ROOM * max(pages, 2) + FACE_ROOM * max(faces - 4, 0):
        yield f"{rest} bytes beside fonts and pictures for {pages} pages"


def same_bytes(shop, path):
    first = Path(shop.build(path, name="first")[0]).read_bytes()
    runs = {"another run": {}, "another folder": {"cwd": "/", "data": SOURCE},
            "another zone and locale": {"env": {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.GB18030", "SOURCE_DATE_EPOCH": "1"}}}
    for name, how in runs.items():
        if Path(shop.build(path.resolve(), name="again", **how)[0]).read_bytes() != first:
            yield f"other bytes from {name}"


def main():
    shop, failed = Workshop(), 0
    made = {
        "marks": brief(article(f"<p>{MARKS}</p>", f"<p>{MARKS[8:]}{MARKS}</p>", "<p>￥3,500.00、m²、±5℃；difficult fluffy office。</p>")),
        "headings": brief(*[article(section("抓好街道工作", p(2), section("接排。", p(3))), section("抓好社区工作", p(2)), title=f"第{n}处完工") for n in "一二三四"]),
    }
    briefs = sorted((SOURCE / "samples").glob("*.xml"))
    briefs = [path for path in briefs if path.stem not in ("scripts", "traditional")]   # read by geometry_scripts: other orders, other labels
    for name, text in made.items():
        briefs.append(shop.folder / f"{name}.xml")
        briefs[-1].write_text(text, "utf-8")
    for path in briefs:
        pdf, _, _ = shop.build(path)
        foreign.run("qpdf", "--check", pdf)
        for problem in [*([] if has_inlines(path) else text_back(pdf, path)), *beside_the_pages(pdf, path), *outline(pdf, path), *size(pdf), *same_bytes(shop, path)]:
            print(f"{path.name}: {problem}")
            failed += 1
    print(f"{len(briefs)} files, {failed} faults")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main() else 0)

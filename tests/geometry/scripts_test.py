#!/usr/bin/env python3
"""Other scripts in samples/scripts.xml: the glyphs and clusters are those of hb-shape, and foreign readers find the text in its logical order,
that of samples/traditional.xml too."""
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as tree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support import dump, foreign
from support.briefs import article, brief, words
from support.workshop import SOURCE, Workshop

NOTO = "/usr/share/fonts/truetype/noto/"
# Face, script, direction, and the language that the sample gives.
SCRIPTS = {
    "NotoSerifTibetan-Regular": ("Tibt", "ltr", ["bo"]),
    "NotoNaskhArabic-Regular": ("Arab", "rtl", ["ug", "ar"]),
    "NotoSerifHebrew-Regular": ("Hebr", "rtl", ["he"]),
    "NotoSansMongolian-Regular": ("Mong", "ltr", ["mn-Mong"]),
    "NotoSansYi-Regular": ("Yiii", "ltr", ["ii"]),
}
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def hb_shape(face, script, direction, language, text):
    """(glyph, cluster) in the order of the text; clusters count bytes."""
    done = subprocess.run(["hb-shape", f"{NOTO}{face}.ttf", f"--text={text}", f"--script={script}", f"--direction={direction}", f"--language={language}",
                           "--utf8-clusters", "--no-glyph-names", "--no-positions", "--remove-default-ignorables"], capture_output=True, text=True, check=True)
    glyphs = [tuple(int(part) for part in glyph.split("=")) for glyph in done.stdout.strip()[1:-1].split("|")]
    return glyphs[::-1] if direction == "rtl" else glyphs


def shaping(pages):
    """Every run of another script against hb-shape; yields what differs."""
    seen = dict.fromkeys(SCRIPTS, 0)
    for run in (run for page in pages for run in page.runs if run.face in SCRIPTS):
        script, direction, languages = SCRIPTS[run.face]
        found = [(glyph[1], glyph[0]) for glyph in run.glyphs]
        if found not in (wanted := [hb_shape(run.face, script, direction, language, run.text) for language in languages]):
            yield f"{run.text}: {found}, hb-shape: {wanted}"
        across = [glyph[2] for glyph in run.glyphs]
        if len(across) > 1 and (across[-1] < across[0]) != (direction == "rtl"):
            yield f"{run.text} does not run {direction}: {across}"
        seen[run.face] += len(found)
    for face, count in seen.items():
        print(f"{face}: {count} glyphs")
        if count == 0:
            yield f"nothing is set in {face}"


def squeezed(text):
    return UNSEEN.sub("", re.sub(r"\s+", "", text))


def right_to_left(text):
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def extraction(pdf, brief):
    """mutool gives every paragraph as it was written. Poppler puts the marks between words of Arabic into their order: there each word counts."""
    drawn = squeezed(foreign.run("mutool", "draw", "-q", "-F", "txt", pdf))
    raw = foreign.text(pdf)
    told, exact = squeezed(raw), re.sub(r"\s+", "", raw)
    for paragraph in tree.parse(brief).iter("p"):
        text = "".join(paragraph.itertext())
        if squeezed(text) not in drawn:
            yield f"mutool does not find {text}"
        if not right_to_left(text):
            if re.sub(r"\s+", "", text) not in exact:     # selectors and joiners too
                yield f"pdftotext does not find {text}"
            continue
        for word in text.split():
            for part in re.findall(r"[\u0590-\u08ff]+", word):
                if part not in told:
                    yield f"pdftotext does not find {part}"


INSIDE = (f"<p>{words(6)}前<inline-note>שפה יידיש לדינו</inline-note>后。{words(3, 6)}</p>"
          f"<p>{words(6)}名<spread cells=\"8\">עברית מודרנית</spread>末。{words(3, 9)}</p>"
          f"<p>{words(6)}维<inline-note>شىنجاڭ ئۇيغۇر</inline-note>文，بەيجىڭ شەھىرى字。</p>"
          f"<p>{words(6)}经<inline-note>مُحَمَّدٌ وَرَسُولٌ</inline-note>文。</p>")


def turned_words(shop):
    """Words from right to left inside a note, a spread name and a column: the first is at the right, in a column below the second; their text is in
    logical order."""
    for layout in ("work-brief", "work-brief-vertical"):
        path = shop.folder / f"turned-{layout}.xml"
        path.write_text(brief(article(INSIDE)).replace('layout="work-brief"', f'layout="{layout}"'), "utf-8")
        pdf = shop.build(path)[0]
        glyphs = [g for page in foreign.trace(pdf) for g in page.glyphs]
        text = "".join(g.text for g in glyphs)
        for first, second in (("שפה", "יידיש"), ("עברית", "מודרנית")):
            a, b = glyphs[text.index(first)], glyphs[text.index(second)]
            before = a.x > b.x if layout == "work-brief" else a.y > b.y
            same = abs(a.y - b.y) < 0.01 if layout == "work-brief" else abs(a.x - b.x) < 0.01
            if not before or not same:
                yield f"{layout}: {first} at {a.x:.2f}, {a.y:.2f}, {second} at {b.x:.2f}, {b.y:.2f}"
        told = {"mutool": foreign.run("mutool", "draw", "-q", "-F", "txt", pdf), "pdftotext -raw": foreign.text(pdf, "-raw")}
        for reader, said in told.items():
            for wanted in ("前שפהיידישלדינו后。", "名עבריתמודרנית末。", "维شىنجاڭئۇيغۇر文，بەيجىڭشەھىرى字。", "经مُحَمَّدٌوَرَسُولٌ文。"):
                if wanted not in squeezed(said):
                    yield f"{layout}, {reader}: {wanted} is not in {squeezed(said)}"


def main():
    shop = Workshop()
    sample = SOURCE / "samples/scripts.xml"
    pdf, dumped, said = shop.build(sample)
    faults = [*shaping(dump.read(dumped)), *extraction(pdf, sample)]
    traditional = SOURCE / "samples/traditional.xml"
    faults += extraction(shop.build(traditional)[0], traditional)
    faults += turned_words(shop)
    if "warning" in said or "note[" in said:
        faults.append(said)
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Makes what the guide's page on composition measures and shows, from docs/make/composition.xml.

    docs/make/composition.py BANXIN [--check]

Writes the tables between the markers of docs/guide/{zh,en}/composition.md and docs/images/composition.png.
--check: writes nothing; fails where a table is not what the program sets now.
"""
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
DOCS = HERE.parent
EM = 16 * 25.4 / 72
MODES = ("strict", "flow")
# What is measured: from the left end of its first character to the left end of the character behind it.
MEASURED = [
    ("。”", "大"), ("”“", "陪"), ("《学习手册》《", "活"), ("（", "含"), ("）", "今"), ("——", "这"), ("……", "办"), ("·", "读"),
    ("17", "场"), ("789", "册"), ("1,286", "人"), ("98.6%", "，"), ("3", "个"),
]


def build(program, mode, output):
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "page.dump"
        subprocess.run([program, "build", str(HERE / "composition.xml"), "--layout", str(HERE / f"composition-{mode}.xml"), "--free-fonts", "--grid",
                        "-o", output, "--dump", str(dump)], check=True, stderr=subprocess.DEVNULL)
        return dump.read_text(encoding="utf-8")


def glyphs(dump):
    """(character, x in mm, baseline) of every character that begins a glyph, in reading order."""
    out = []
    lines = dump.splitlines()
    for at, line in enumerate(lines):
        run = re.match(r'run x=(\S+) y=(\S+) .*? text="((?:[^"\\]|\\.)*)"$', line)
        if not run:
            continue
        text = re.sub(r"\\(.)", r"\1", run[3]).encode("utf-8")
        for cluster, x in re.findall(r" (\d+):\d+@(-?[\d.]+)", lines[at + 1]):
            out.append((text[int(cluster):].decode("utf-8")[:1], float(run[1]) + float(x), run[2]))
    return out


def advance(placed, text, following):
    """Distance in em from the first character of `text` to `following`, where both stand on one line; else None."""
    found = "".join(c for c, _, _ in placed)
    at = found.find(text + following)
    if at < 0:
        return None
    begin, end = placed[at], placed[at + len(text)]
    return (end[1] - begin[1]) / EM if begin[2] == end[2] else None


def table(pages, heading):
    out = [heading, "|---|---|---|"]
    for text, following in MEASURED:
        cells = []
        for mode in MODES:
            width = advance(pages[mode], text, following)
            cells.append("—" if width is None else f"{width:.2f}")
        out.append(f"| {text}{following} | " + " | ".join(cells) + " |")
    return "\n".join(out)


def read_ppm(data):
    fields = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
    width, height = int(fields[1]), int(fields[2])
    return width, height, data[fields.end():]


def png(width, height, rows):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    raw = b"".join(b"\0" + row for row in rows)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


def picture(files):
    """Strict on the left, flow on the right: the text block's upper part."""
    dpi = 72
    mm = dpi / 25.4
    box = [round(v * mm) for v in (25, 50, 162, 105)]
    rows = None
    for mode in MODES:
        shot = subprocess.run(["pdftoppm", "-r", str(dpi), "-x", str(box[0]), "-y", str(box[1]), "-W", str(box[2]), "-H", str(box[3]), "-f", "1", "-l", "1",
                               files[mode]], check=True, capture_output=True).stdout
        width, height, pixels = read_ppm(shot)
        lines = [pixels[y * width * 3:(y + 1) * width * 3] for y in range(height)]
        rows = lines if rows is None else [a + b"\xff\xff\xff" * 12 + b for a, b in zip(rows, lines)]
    return png(len(rows[0]) // 3, len(rows), rows)


def main():
    program, check = sys.argv[1], "--check" in sys.argv
    headings = {"zh": "| 文字 | 落格 | 匀排 |", "en": "| text | strict | flow |"}
    with tempfile.TemporaryDirectory() as folder:
        files = {mode: str(Path(folder) / f"{mode}.pdf") for mode in MODES}
        pages = {mode: glyphs(build(program, mode, files[mode])) for mode in MODES}
        stale = []
        for language, heading in headings.items():
            page = DOCS / "guide" / language / "composition.md"
            old = page.read_text(encoding="utf-8")
            new = re.sub(r"(<!-- measured -->\n).*?(\n<!-- end -->)", lambda m: m[1] + table(pages, heading) + m[2], old, flags=re.S)
            if new == old:
                continue
            stale.append(str(page))
            if not check:
                page.write_text(new, encoding="utf-8")
        if check:
            for page in stale:
                print(f"{page}: the table is not what the program sets now; run ./run docs")
            return 1 if stale else 0
        (DOCS / "images").mkdir(exist_ok=True)
        (DOCS / "images" / "composition.png").write_bytes(picture(files))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""A PDF as foreign programs read it: places, faces and colours from mutool, words from poppler, objects from qpdf. Lengths in mm."""
import html
import json
import math
import re
import subprocess
from dataclasses import dataclass, field

MM = 25.4 / 72


@dataclass
class Glyph:
    text: str
    name: str         # or number, in the subset
    x: float          # of its origin, from the paper's left edge
    y: float          # of the baseline, from the paper's upper edge
    size: float       # in pt
    advance: float    # the font's own
    face: str         # PostScript name without the subset's tag
    ink: tuple
    way: str = "level"      # or upright (down a column), turned (a quarter clockwise)
    stretch: float = 1.0    # width as drawn, of the font's own

    def missing(self):
        return self.name in ("0", ".notdef")


@dataclass
class Bar:
    x: float
    y: float          # upper edge
    width: float
    height: float
    ink: tuple


@dataclass
class Stroke:
    thickness: float
    points: list      # (x, y), control points included
    ink: tuple


@dataclass
class Page:
    width: float
    height: float
    glyphs: list = field(default_factory=list)    # as they are drawn
    bars: list = field(default_factory=list)
    shapes: list = field(default_factory=list)    # filled, with curved edges: Bar, the box around it
    strokes: list = field(default_factory=list)   # drawn with a pen
    other: list = field(default_factory=list)     # drawing that a brief has no use for: strokes, shadings ...


def run(*command):
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr.decode()}{done.stdout.decode()}")
    return done.stdout.decode()


_TAG = re.compile(r"<(/?)([\w-]+)([^>]*?)/?>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_KNOWN = {"document", "set_default_colorspaces", "begin_layer", "end_layer", "begin_structure", "end_structure",
          "begin_metatext", "end_metatext", "layer", "closepath"}


def _ink(attributes):
    return tuple(float(part) for part in attributes["color"].split()) if attributes.get("colorspace") == "DeviceCMYK" else ("not CMYK",)


def trace(path):
    """The pages as `mutool trace` sees them drawn."""
    pages, ink, corners, curved, thickness = [], (), [], False, 0.0
    span, face, size, way, stretch = {}, "", 0.0, "level", 1.0
    for closing, tag, rest in _TAG.findall(run("mutool", "trace", path)):
        a = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(rest)}
        if closing:
            if tag == "fill_path":
                xs, ys = [x for x, _ in corners], [y for _, y in corners]
                page = pages[-1]
                (page.shapes if curved else page.bars).append(Bar(min(xs) * MM, page.height - max(ys) * MM, (max(xs) - min(xs)) * MM, (max(ys) - min(ys)) * MM, ink))
            elif tag == "stroke_path":
                pages[-1].strokes.append(Stroke(thickness, [(x * MM, pages[-1].height - y * MM) for x, y in corners], ink))
        elif tag == "page":
            left, top, right, bottom = (float(part) for part in a["mediabox"].split())
            pages.append(Page((right - left) * MM, (bottom - top) * MM))
        elif tag in ("fill_text", "fill_path", "stroke_path"):
            ink, corners, curved, thickness = _ink(a), [], False, float(a.get("linewidth", 0)) * MM
        elif tag == "span":
            span = a
            right, down, across, up = (float(part) for part in span["trm"].split())
            face, size = span["font"].split("+", 1)[-1], math.hypot(across, up)
            way = "upright" if span["wmode"] == "1" else "turned" if (right, up) == (0, 0) and down < 0 else "level"
            stretch = math.hypot(right, down) / size
        elif tag == "g":
            page = pages[-1]
            if "glyph" not in a:      # a ligature's further characters
                page.glyphs[-1].text += a["unicode"]
                continue
            page.glyphs.append(Glyph(a.get("unicode", ""), a["glyph"], float(a["x"]) * MM, page.height - float(a["y"]) * MM, size,
                                     float(a["adv"]) * size * MM, face, ink, way, stretch))
        elif tag in ("moveto", "lineto"):
            corners.append((float(a["x"]), float(a["y"])))
        elif tag == "curveto":
            curved = True
            corners += [(float(a[f"x{n}"]), float(a[f"y{n}"])) for n in (1, 2, 3)]
        elif tag not in _KNOWN:
            pages[-1].other.append(tag)
    return pages


def fonts(path):
    """Rows of pdffonts: name, type, encoding, embedded, subset, unicode."""
    rows = []
    for line in run("pdffonts", path).splitlines()[2:]:
        found = re.match(r"(\S+)\s+(.+?)\s{2,}(\S+)\s+(yes|no)\s+(yes|no)\s+(yes|no)", line)
        if not found:
            raise SystemExit(f"pdffonts: {line}")
        rows.append(found.groups())
    return rows


def info(path):
    return {key: value.strip() for key, _, value in (line.partition(":") for line in run("pdfinfo", "-box", path).splitlines())}


def objects(path):
    """Object number -> value, as qpdf reads the file."""
    data = json.loads(run("qpdf", "--json=2", "--json-stream-data=none", path))["qpdf"][1]
    return {name[4:]: thing for name, thing in data.items()}


def text(path, *options):
    return run("pdftotext", *options, path, "-")


def squeezed(string):
    """Without white space: what remains must be the brief's characters in their order."""
    return re.sub(r"\s+", "", string)

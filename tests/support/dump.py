"""The program's own dump of the placed page, read back: what it says should be on paper."""
import re
from dataclasses import dataclass, field

_RUN = re.compile(r"run x=(\S+) y=(\S+) face=(\S+) size=(\S+)pt ink=(\S+)")
_RULE = re.compile(r"rule x=(\S+) y=(\S+) width=(\S+) height=(\S+)")
_GLYPH = re.compile(r"(\d+):(\d+)@(-?[\d.]+)(?:,(-?[\d.]+))?\+(-?[\d.]+)")


@dataclass
class Run:
    x: float
    y: float
    face: str
    size: float       # in pt
    text: str
    orientation: str = "level"
    glyphs: list = field(default_factory=list)    # (offset in the text's UTF-8, number, x, y, advance)

    def characters(self):
        """Each glyph with the text that it stands for."""
        data = self.text.encode()
        ends = [glyph[0] for glyph in self.glyphs[1:]] + [len(data)]
        return [(glyph, data[glyph[0]:end].decode()) for glyph, end in zip(self.glyphs, ends)]


@dataclass
class Page:
    label: str
    runs: list = field(default_factory=list)
    rules: list = field(default_factory=list)     # (x, y, width, height)
    pictures: list = field(default_factory=list)  # (x, y, width, height)
    paths: list = field(default_factory=list)     # (x, y, width, height) of the box around a contour and its pen


def read(path):
    pages = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("page "):
                pages.append(Page(re.search(r'label="([^"]*)"', line)[1]))
            elif line.startswith("run "):
                x, y, face, size, _ = _RUN.match(line).groups()
                text = line[line.index(' text="') + 7:-2].replace('\\"', '"').replace("\\\\", "\\")
                turned = re.search(r" orientation=(\w+)", line[:line.index(' text="')])
                pages[-1].runs.append(Run(float(x), float(y), face, float(size), text, turned[1] if turned else "level"))
            elif line.startswith(" glyphs"):
                pages[-1].runs[-1].glyphs = [(int(a), int(b), float(c), float(d or 0), float(e)) for a, b, c, d, e in _GLYPH.findall(line)]
            elif line.startswith("path "):
                pen = float(re.search(r"thickness=(\S+)", line)[1])
            elif line.startswith(" contour "):
                points = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", line)]
                left, right = min(x for x, _ in points) - pen / 2, max(x for x, _ in points) + pen / 2
                top, bottom = min(y for _, y in points) - pen / 2, max(y for _, y in points) + pen / 2
                pages[-1].paths.append((left, top, right - left, bottom - top))
            elif line.startswith("picture "):
                pages[-1].pictures.append(tuple(float(part) for part in re.match(r"picture x=(\S+) y=(\S+) width=(\S+) height=(\S+)", line).groups()))
            elif line.startswith("rule "):
                pages[-1].rules.append(tuple(float(part) for part in _RULE.match(line).groups()))
    return pages

#!/usr/bin/env python3
"""Draws attendance.png, the chart of picture-brief.xml, from made-up figures. Wants mutool."""
import subprocess
import tempfile
from pathlib import Path

WIDTH, HEIGHT = 390, 216  # points
LEFT, FOOT, TOP = 40, 30, 196
FIGURES = [("1月", 81.2), ("2月", 83.5), ("3月", 86.9), ("4月", 90.4), ("5月", 93.1), ("6月", 96.8)]
LOW, HIGH, STEP = 70, 100, 10  # of the scale


def height(value: float) -> float:
    return FOOT + (value - LOW) / (HIGH - LOW) * (TOP - FOOT)


def text(x: float, y: float, size: float, string: str) -> str:
    """In the middle of `x`: hanzi in one font, the rest in another."""
    pieces = [(c, "F", c.encode("utf-16-be").hex(), 1.0) if c > "\u2000" else
              (c, "G", c.encode().hex(), {".": 0.278, "%": 0.889}.get(c, 0.556)) for c in string]
    at = x - size * sum(piece[3] for piece in pieces) / 2
    out = ""
    for _, font, code, width in pieces:
        out += f"BT /{font} {size} Tf {at:.2f} {y:.2f} Td <{code}> Tj ET\n"
        at += width * size
    return out


def page() -> str:
    out = f"%%MediaBox 0 0 {WIDTH} {HEIGHT}\n%%CJKFont F zh-Hans H sans\n%%Font G Helvetica\n0.5 w 0.75 G 0 g\n"
    for value in range(LOW, HIGH + 1, STEP):
        out += f"{LEFT} {height(value):.2f} m {WIDTH - 6} {height(value):.2f} l S\n" + text(18, height(value) - 4, 11, f"{value}%")
    pitch = (WIDTH - 6 - LEFT) / len(FIGURES)
    for i, (month, value) in enumerate(FIGURES):
        middle = LEFT + pitch * (i + 0.5)
        out += f"0.35 g {middle - 17:.2f} {FOOT} 34 {height(value) - FOOT:.2f} re f 0 g\n"
        out += text(middle, height(value) + 4, 11, f"{value}%") + text(middle, FOOT - 17, 12, month)
    return out + f"1 w 0 G {LEFT} {FOOT} m {WIDTH - 6} {FOOT} l S\n"


with tempfile.TemporaryDirectory() as folder:
    source, pdf = Path(folder, "page.txt"), Path(folder, "page.pdf")
    source.write_text(page(), encoding="utf-8")
    subprocess.run(["mutool", "create", "-o", pdf, source], check=True)
    subprocess.run(["mutool", "draw", "-q", "-r", "220", "-c", "gray", "-o", Path(__file__).with_suffix(".png"), pdf], check=True)

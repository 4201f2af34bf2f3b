#!/usr/bin/env python3
"""The pictures of samples' first pages show what the program sets now: few points differ from a page rendered now."""
import re
import subprocess

from pages import SOURCE, end
from support.workshop import Workshop, sample_pages

DARK = 128
MOST = 0.003   # of all points; another word or two make more


def grey(path):
    """Width, height and grey values of a picture, by mutool."""
    data = subprocess.run(["mutool", "draw", "-q", "-r", "72", "-F", "pgm", "-o", "-", path], capture_output=True, check=True).stdout
    header = re.match(rb"P5\s+(?:#.*\n)?(\d+)\s+(\d+)\s+255\s", data)
    return int(header[1]), int(header[2]), data[header.end():]


shop, faults = Workshop(), []
samples = sample_pages()
for name, sample, options in samples:
    picture = SOURCE / "docs/images" / f"{name}.png"
    pdf, _, _ = shop.build(sample, *options)
    subprocess.run(["pdftoppm", "-r", "72", "-f", "1", "-l", "1", "-singlefile", "-png", pdf, shop.folder / name], check=True)
    if not picture.is_file():
        faults.append(f"docs/images has no {picture.name}; run ./run docs")
        continue
    old, new = grey(picture), grey(shop.folder / f"{name}.png")
    if old[:2] != new[:2]:
        faults.append(f"{picture.name} is {old[:2]}, now {new[:2]}; run ./run docs")
        continue
    different = sum((a < DARK) != (b < DARK) for a, b in zip(old[2], new[2]))
    share = different / (old[0] * old[1])
    print(f"{picture.name}: {100 * share:.2f} % of the points differ")
    if share > MOST:
        faults.append(f"{picture.name} shows another page than the program sets now; run ./run docs")
end(faults, f"{len(samples)} pictures")

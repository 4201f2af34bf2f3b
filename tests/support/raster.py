"""Pages as pixels, through pdftoppm."""
import functools
import re
import subprocess

DARK = 128


def grey(pdf, page, dpi, *options):
    """Width, height and the grey values of a page, row by row."""
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-f", str(page), "-l", str(page), *options, pdf]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    width, height = int(header[1]), int(header[2])
    return width, height, data[header.end():]


@functools.lru_cache(maxsize=64)
def ink_box(pdf, page, left, top, right, bottom, dpi=600):
    """The box of the ink inside a box, in mm: left, top, right, bottom; None where there is none."""
    per_mm = dpi / 25.4
    x, y = round(left * per_mm), round(top * per_mm)
    width, height, pixels = grey(pdf, page, dpi, "-x", str(x), "-y", str(y), "-W", str(round((right - left) * per_mm)), "-H",
                                 str(round((bottom - top) * per_mm)))
    rows = [row for row in range(height) if min(pixels[row * width:(row + 1) * width]) < DARK]
    if not rows:
        return None
    columns = [column for column in range(width) if min(pixels[column::width]) < DARK]
    return (x + columns[0]) / per_mm, (y + rows[0]) / per_mm, (x + columns[-1] + 1) / per_mm, (y + rows[-1] + 1) / per_mm

"""The rows of the format's conformance table that a brief has, measured on a PDF; each check names its row. Rows it has not: NOT_OURS."""
from support import foreign
from support.placed import BLOCK_BOTTOM

MM = foreign.MM
LEFT, TOP, WIDTH, HEIGHT, ROWS, CELLS = 28.0, 37.0, 156.0, 225.0, 22, 28
RIGHT, CENTRE, BOTTOM = LEFT + WIDTH, LEFT + WIDTH / 2, BLOCK_BOTTOM
BODY = 16.0                                   # 3号 is 16 pt
SMALL = 14.0                                  # 4号
CELL = WIDTH / CELLS
PITCH = (HEIGHT - BODY * MM) / (ROWS - 1)
EXACT = 0.05
BLACK, RED = (0, 0, 0, 1), (0, .8, .8, 0)
GRIDDED = ("body", "note", "contributor", "heading-1", "heading-2", "heading-3", "heading-4")

NOT_OURS = {
    "FT-14 FT-15 BD-05..BD-14 BD-17..BD-19 HD-09..HD-12 HD-17 HD-18 PN-08 SF-01..SF-13":
        "letters, orders, minutes, annexes, seals, signers and document numbers: a work brief has none",
    "HD-03 HD-04": "a bulletin's security level and copy number face each other on row 1 (JB-11)",
    "HD-07 HD-08 HD-13..HD-16 JB-10": "the masthead of a bulletin is measured as JB-01..JB-09; JB-10 is another convention (decisions)",
    "IM-07": "a brief's addressees always stand in its colophon",
    "JB-15": "numbers of supplements are given by the register",
    "PG-15": "text is never turned: any turned text fails CL-05",
    "TY-04": "binds the strict level of prohibition only; official layouts take the level gb",
    "TY-09": "open: the composition flow gives · a whole em, which it squeezes to half where a line needs it",
}


class Facts:
    """Collects what was measured and what was wrong."""

    def __init__(self, placed):
        self.placed = placed
        self.failures = []      # (row, text)
        self.counts = {}

    def require(self, row, where, holds, problem):
        self.counts[row] = self.counts.get(row, 0) + 1
        if not holds:
            self.failures.append((row, f"{where}: {problem}"))

    def near(self, row, where, value, wanted, tolerance=EXACT):
        self.require(row, where, abs(value - wanted) <= tolerance, f"{value:.3f}, wanted {wanted:.3f} +-{tolerance}")


CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


def measure(placed):
    facts = Facts(placed)
    facts.require("text", placed.pdf, not placed.lost, placed.lost)
    if not placed.lost:
        for function in CHECKS:
            function(facts, placed)
    return facts


# --- what the checks share --------------------------------------------------------------------------------------------------------

OPENING = "“‘「『（《〈【〖〔［｛"
CLOSING = "、，；：。！？”’」』）》〉】〗〕］｝"


def wide(glyph):
    return ord(glyph.text[0]) > 0x2000 or glyph.text == "·"


def hanzi(glyph):
    return "\u3400" <= glyph.text[0] <= "\u9fff"


def em(glyph):
    return glyph.size * MM


def frame_top(line):
    return line.y - 0.88 * em(line.glyphs[0])


def frame_bottom(line):
    return line.y + 0.12 * em(line.glyphs[0])


def cell_left(glyph, cell=None):
    """Left edge of a character's cell; its frame is centred in it. Western characters have none."""
    return glyph.x - ((cell or em(glyph)) - em(glyph)) / 2 if wide(glyph) else glyph.x


def cell_right(glyph, cell=None):
    return cell_left(glyph, cell) + (cell or em(glyph)) if wide(glyph) else glyph.x + glyph.advance


def edges(line, cell=None):
    """Left and right edge of a line, nearest to the text block: a mark at an edge may have given up half an em."""
    return cell_left(line.glyphs[0], cell), cell_right(line.glyphs[-1], cell)


def left_choices(line, cell):
    edge = cell_left(line.glyphs[0], cell)
    return [edge, edge + cell / 2] if line.glyphs[0].text in OPENING else [edge]


def right_choices(line, cell):
    edge = cell_right(line.glyphs[-1], cell)
    return [edge, edge - cell / 2] if line.glyphs[-1].text in CLOSING else [edge]


def nearest(choices, wanted):
    return min(choices, key=lambda value: abs(value - wanted))


def centre(line, wanted):
    """Middle of a centred line, with its marks at the edges whole or halved, whichever is nearer."""
    cell = em(line.glyphs[0])
    return nearest([(a + b) / 2 for a in left_choices(line, cell) for b in right_choices(line, cell)], wanted)


def full(line):
    """Reaches to the right edge: a line of running text that is not its paragraph's last."""
    return not line.last and line.paragraph.kind == "body"

"""The lines of a PDF, found again by the brief's own text: every glyph belongs to a paragraph and has its look."""
from dataclasses import dataclass, field

from support import foreign
from support.brief_text import paragraphs

BLOCK_BOTTOM = 262.0


@dataclass
class Line:
    page: int              # from 1
    y: float               # baseline
    paragraph: object
    glyphs: list = field(default_factory=list)
    looks: list = field(default_factory=list)    # one a glyph
    first: bool = False    # of its paragraph
    last: bool = False
    place: str = ""        # for messages

    def text(self):
        return "".join(glyph.text for glyph in self.glyphs)

    def where(self):
        if not self.place:
            self.place = f"page {self.page}, {self.y:.2f} mm: {self.text()[:12]}"
        return self.place


class Placed:
    """A typeset brief as foreign programs read it. `lost`: where the text is not the brief's."""

    def __init__(self, pdf, brief):
        self.pdf = pdf
        self.pages = foreign.trace(pdf)
        self.paragraphs = paragraphs(brief)
        self.folios = [[g for g in page.glyphs if g.y > BLOCK_BOTTOM + 1] for page in self.pages]
        self.lines = []
        self._by_page = {}
        self.lost = ""
        self._assign()

    def _assign(self):
        stream = iter([(number, glyph, text) for number, page in enumerate(self.pages, 1) for glyph in page.glyphs
                       if glyph.y <= BLOCK_BOTTOM + 1 for text in glyph.text.strip()])
        for paragraph in self.paragraphs:
            begin = len(self.lines)
            for look, text in paragraph.parts:
                for character in text:
                    number, glyph, drawn = next(stream, (0, None, ""))
                    if drawn != character:
                        self.lost = f"{character!r} of {paragraph.text()[:12]!r} is {drawn!r} on page {number}"
                        return
                    self._add(begin, number, glyph, paragraph, look)
            self.lines[begin].first = True
            self.lines[-1].last = True
        over = next(stream, None)
        if over:
            self.lost = f"page {over[0]} has more than the brief says: {over[1].text!r}"

    def _add(self, begin, number, glyph, paragraph, look):
        lines = self.lines
        if len(lines) == begin or lines[-1].page != number or abs(lines[-1].y - glyph.y) > 0.05:
            lines.append(Line(number, glyph.y, paragraph))
        if lines[-1].glyphs and lines[-1].glyphs[-1] is glyph:     # a ligature
            return
        lines[-1].glyphs.append(glyph)
        lines[-1].looks.append(look)

    def of(self, *kinds):
        return [line for line in self.lines if line.paragraph.kind in kinds]

    def on(self, page):
        if not self._by_page:
            for line in self.lines:
                self._by_page.setdefault(line.page, []).append(line)
        return self._by_page.get(page, [])

    def rows(self):
        """Lines of text on each page."""
        return [len(self.on(number)) for number in range(1, len(self.pages) + 1)]

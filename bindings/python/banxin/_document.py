"""A brief on its pages."""
from __future__ import annotations

import ctypes as c
from collections.abc import Iterator

from . import _structs as s
from ._call import Call, Handle, Owner, Stop, place
from ._library import library, taken
from ._values import Progress, Sink

KINDS = ("glyphs", "rule", "path", "picture")
ORIENTATIONS = ("level", "upright", "turned", "across")


class Document(Owner):
    """A brief on its pages; made by Engine.document. Does not change; any thread may use it.

    title, date, layout; key, number: of the issue, where a register gave it; lines, adjusted, hanzi, hanzi_in_cell: what the lines came
    to; faces: how many; bound_right; diagnostics: what is worth a look; summary: of them.
    """

    def __init__(self, handle, language, diagnostics, summary):
        self._held, self._language = Handle(handle, library.banxin_document_free), language
        self.diagnostics, self.summary = diagnostics, summary
        info = self._get(s.Info(), library.banxin_document_info_get)
        self.title, self.date, self.layout = info.title.text, info.date.text, info.layout.text
        self.key, self.number = info.key.text, info.number.text
        self.lines, self.adjusted, self.hanzi, self.hanzi_in_cell = info.lines, info.adjusted, info.hanzi, info.hanzi_in_cell
        self.faces, self.bound_right, self._pages = info.faces, bool(info.bound_right), info.pages

    def __len__(self) -> int:
        """How many pages."""
        return self._pages

    def _get(self, out, function, *at):
        if function(self._handle, *map(place, at), c.byref(out)):
            raise IndexError(at)
        return out

    def write(self, to: Sink, *, max_memory: int = 0, max_time: float = 0.0, progress: Progress | None = None,
              stop: Stop | None = None) -> None:
        """The PDF; limits, progress and stop are of this call."""
        with Call(self._language) as call:
            options, sink = s.DocumentOptions(), call.sink(to, "to")
            call.limits(options, max_memory, max_time, progress, stop)
            call.check(library.banxin_document_write(self._handle, c.byref(sink), c.byref(options), call.list))

    def pdf(self) -> bytes:
        """The PDF as bytes."""
        pieces = []

        class Kept:
            write = staticmethod(pieces.append)
        self.write(Kept)
        return b"".join(pieces)

    def dump(self) -> str:
        """The placed pages as text, for comparing."""
        made = c.c_void_p()
        with Call(self._language) as call:
            call.check(library.banxin_document_dump(self._handle, c.byref(made)))
        return taken(made)

    def page(self, number: int) -> dict:
        """A page from 0: width, height, trim, text_block, label, items (how many)."""
        page = self._get(s.Page(), library.banxin_document_page, number)
        return {"width": page.width, "height": page.height, "trim": page.trim, "text_block": page.text_block, "label": page.label.text,
                "items": page.items}

    def items(self, page: int) -> Iterator[dict]:
        """What stands on a page, in reading order: dictionaries with kind, ink (CMYK, 0 to 1), place and content."""
        for number in range(self.page(page)["items"]):
            item = self._get(s.Item(), library.banxin_document_item, page, number)
            out = {"kind": KINDS[item.kind], "ink": (item.cyan, item.magenta, item.yellow, item.black), "file": item.file.text,
                   "line": item.line, "column": item.column}
            if item.kind == 0:
                out |= {"text": item.text.text, "face": item.face, "x": item.x, "y": item.y, "size": item.size,
                        "orientation": ORIENTATIONS[item.orientation], "stretch": item.stretch,
                        "right_to_left": bool(item.right_to_left),
                        "glyphs": self._array(s.Glyph, library.banxin_document_glyphs, page, number, item.glyphs)}
            elif item.kind == 1:
                out |= {"box": item.box}
            elif item.kind == 3:
                out |= {"box": item.box, "text": item.text.text, **self._picture(page, number)}
            else:
                out |= {"x": item.x, "y": item.y, "thickness": item.thickness, "closed": bool(item.closed),
                        "strokes": self._array(s.Stroke, library.banxin_document_strokes, page, number, item.glyphs)}
            yield out

    def _picture(self, page, item):
        """data: a JPEG file, or rows of samples of 8 bits, from above, in zlib format; turn: as Exif counts."""
        picture = self._get(s.Picture(), library.banxin_document_picture, page, item)
        return {"jpeg": bool(picture.jpeg), "columns": picture.columns, "rows": picture.rows, "components": picture.components,
                "inverted": bool(picture.inverted), "turn": picture.turn, "data": c.string_at(picture.data, picture.data_size)}

    def _array(self, kind, function, page, item, size):
        out = (kind * size)()
        if function(self._handle, place(page), item, out, size, None):
            raise IndexError((page, item))
        return out

    def face(self, number: int) -> dict:
        """A face from 0: role, postscript_name, path (or a source's name), index in a collection."""
        face = self._get(s.Face(), library.banxin_document_face, number)
        return {"role": face.role.text, "postscript_name": face.postscript_name.text, "path": face.path.text, "index": face.index}

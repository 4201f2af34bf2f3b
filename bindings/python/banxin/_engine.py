"""Layouts, fonts, and what is made with them."""
from __future__ import annotations

import ctypes as c
from collections.abc import Iterable, Sequence

from . import _structs as s
from ._batch import Batches
from ._call import Call, Handle, Stop, flag, language_of
from ._document import Document
from ._library import library, taken
from ._values import ENGLISH, Diagnostic, Error, Numbering, OnTime, Path, Progress, Sink, Source

_TOPICS = ("brief", "layout", "codes", "brief-schema", "layout-schema")


def version() -> str:
    """Of the library, as "0.1.0"."""
    return library.banxin_version().text


def reference(topic: str, language: int = ENGLISH) -> str:
    """What can be written, and what each diagnostic means, as one text. topic: brief, layout or codes, in Markdown; brief-schema or
    layout-schema, RELAX NG, which knows no language."""
    if topic not in _TOPICS:
        raise ValueError(f"topic is to be one of {', '.join(_TOPICS)}, not {topic!r}")
    made = c.c_void_p()
    with Call(language) as call:
        call.check(library.banxin_reference(_TOPICS.index(topic), language, c.byref(made)))
    return taken(made)


def write_to(to: Sink, data: bytes, language: int = ENGLISH) -> None:
    """Bytes of yours, written as the library writes its own: a file appears whole or not at all."""
    with Call(language) as call:
        data, sink = bytes(memoryview(data)), call.sink(to, "to")
        call.check(library.banxin_write_to(c.byref(sink), data, len(data), call.list))


def _range(copies):
    if not isinstance(copies, (tuple, list)) or len(copies) != 2:
        raise TypeError(f"copies is to be a list of pairs (first, last), and not to hold {copies!r}")
    return s.Range(*(s.whole(number, 32, "copies") for number in copies))


class Engine(Batches):
    """Layouts, font catalogue and fonts.

    layouts: sources, found by their name without folders and .xml; layout_folders: folders with more; catalogue: a source, else the
    official one; fonts: sources, font_folders: folders, both searched before the system's fonts; free_fonts: only the free faces of the
    catalogue; font_index: a file that keeps what fonts were found; language: of diagnostics, ENGLISH or CHINESE; official_layouts False:
    only what is handed in; fonts_when_needed: looked for with the first document, which then tells what is wrong with them; layout_files:
    where a layout is named, the path of a file will do, too. diagnostics: worth a look, though the engine was made.
    """

    def __init__(self, *, layouts: Iterable[Source] = (), layout_folders: Iterable[Path] = (), catalogue: Source | None = None,
                 fonts: Iterable[Source] = (), font_folders: Iterable[Path] = (), system_fonts: bool = True, free_fonts: bool = False,
                 font_index: Path | None = None, language: int = ENGLISH, official_layouts: bool = True, fonts_when_needed: bool = False,
                 layout_files: bool = False):
        handle, self._language = c.c_void_p(), language_of(language)
        with Call(self._language) as call:
            options = s.EngineOptions()
            options.layouts, options.layout_count = call.sources(layouts, "layouts")
            options.layout_folders, options.layout_folder_count = call.texts(layout_folders, "layout_folders")
            options.fonts, options.font_count = call.sources(fonts, "fonts")
            options.font_folders, options.font_folder_count = call.texts(font_folders, "font_folders")
            if catalogue is not None:
                options.catalogue = c.pointer(call.source(catalogue, "catalogue"))
            options.no_system_fonts = 1 - flag(system_fonts, "system_fonts")
            options.free_fonts = flag(free_fonts, "free_fonts")
            options.no_official_layouts = 1 - flag(official_layouts, "official_layouts")
            options.fonts_when_needed = flag(fonts_when_needed, "fonts_when_needed")
            options.layout_files = flag(layout_files, "layout_files")
            if font_index is not None:
                options.font_index = call.text(font_index, "font_index")
            call.check(library.banxin_engine_new(c.byref(options), call.list, c.byref(handle)))
            self._held = Handle(handle, library.banxin_engine_free)
            self.diagnostics = call.diagnostics()

    def document(self, brief: Source, *, layout: str = "", grid: bool = False, max_pages: int = 0, max_memory: int = 0,
                 max_time: float = 0.0, progress: Progress | None = None, issue_number: int = 0, issue_total: int = 0,
                 copies: Sequence[tuple[int, int]] = (), numbering: Numbering | None = None, stop: Stop | None = None,
                 on_time: OnTime | None = None, pictures: Iterable[Source] = ()) -> Document:
        """Typesets a brief.

        layout: a name, in place of the brief's own wish; max_memory in bytes, max_time in seconds, 0 is no limit;
        progress(stage, done, all) is called often, and cancels where it returns False; issue_number and issue_total take the place of
        "auto" in the brief, as does the number that comes next by numbering, which is not taken; copies: numbered copies, as [(1, 500)];
        stop ends the work from outside; on_time(stage, seconds) tells after success how long each stage took; pictures: by the names that
        the brief calls them, others are looked for beside the brief's file.
        """
        def made(call, source, options, handle):
            return library.banxin_document_new(self._handle, source, options, call.list, handle)
        return self._make(made, brief, layout, grid, max_pages, max_memory, max_time, progress, issue_number, issue_total, copies, numbering,
                          stop, on_time, pictures)

    def build(self, brief: Source, pdf: Sink | None, dump: Sink | None = None, *, layout: str = "", grid: bool = False, max_pages: int = 0,
              max_memory: int = 0, max_time: float = 0.0, progress: Progress | None = None, issue_number: int = 0, issue_total: int = 0,
              copies: Sequence[tuple[int, int]] = (), numbering: Numbering | None = None, stop: Stop | None = None,
              on_time: OnTime | None = None, pictures: Iterable[Source] = ()) -> Document:
        """A brief to a PDF, and the placed pages as text to `dump`, in one step: both or neither. pdf None: it is only checked. With
        numbering the number is taken, put on record, published and issued; then the PDF is a file."""
        def made(call, source, options, handle):
            outputs = s.Outputs()
            if pdf is not None:
                outputs.pdf = c.pointer(call.sink(pdf, "pdf"))
            if dump is not None:
                outputs.dump = c.pointer(call.sink(dump, "dump"))
            return library.banxin_build(self._handle, source, options, c.byref(outputs), call.list, handle)
        return self._make(made, brief, layout, grid, max_pages, max_memory, max_time, progress, issue_number, issue_total, copies, numbering,
                          stop, on_time, pictures)

    def _make(self, made, brief, layout, grid, max_pages, max_memory, max_time, progress, issue_number, issue_total, copies, numbering, stop,
              on_time, pictures):
        with Call(self._language) as call:
            options, handle = s.DocumentOptions(), c.c_void_p()
            options.layout, options.grid, options.max_pages = call.text(layout, "layout"), flag(grid, "grid"), max_pages
            options.issue_number, options.issue_total = issue_number, issue_total
            options.copies, options.copy_count = call.array(s.Range, _range, copies, "copies")
            call.limits(options, max_memory, max_time, progress, stop)
            if numbering is not None:
                options.numbering = call.numbering(numbering)
            if on_time is not None:
                options.on_time = call.on_time(on_time)
            options.pictures, options.picture_count = call.sources(pictures, "pictures")
            source = call.source(brief, "brief")
            call.check(made(call, c.byref(source), c.byref(options), c.byref(handle)))
            return Document(handle, self._language, call.diagnostics(), call.summary())

    def fonts_report(self, brief: Source | None = None) -> tuple[str, tuple[Diagnostic, ...]]:
        """Who plays each role and why, and what it lacks of a brief's characters, or of GB2312 where there is none: text for people, and
        what is wrong."""
        made = c.c_void_p()
        with Call(self._language) as call:
            source = None if brief is None else c.byref(call.source(brief, "brief"))
            status = library.banxin_fonts_report(self._handle, source, self._language, call.list, c.byref(made))
            try:
                call.check(status)
            except Error:
                if not made:
                    raise
            return taken(made), call.diagnostics()

"""Typesets Chinese work briefs: XML in, placed pages and PDF out.

    import banxin
    engine = banxin.Engine()
    document = engine.document("brief.xml")
    document.write("brief.pdf")

An Engine is made once and shared by all threads; documents are made in parallel (the interpreter's lock is released meanwhile).
A source is a path (str or os.PathLike), a pair (name, bytes), or a pair (name, open binary file). Lengths are whole numbers of which
36000 make a millimetre. What fails raises Error with its status and diagnostics; what a callback raises comes out unchanged.

The library is found by the system's linker; the environment variable BANXIN_LIBRARY names another file.
"""
import ctypes as c
import os
from dataclasses import dataclass

__all__ = ["Diagnostic", "Document", "Engine", "Error", "ENGLISH", "CHINESE", "version"]

ENGLISH, CHINESE = 0, 1
SEVERITIES = ("note", "warning", "error")
STAGES = ("read", "set", "paginate", "pdf", "check", "make")
KINDS = ("glyphs", "rule", "path")
ORIENTATIONS = ("level", "upright", "turned", "across")
_SOME_FAILED, _NO_MEMORY = 4, 80

_READ = c.CFUNCTYPE(c.c_ssize_t, c.c_void_p, c.c_void_p, c.c_size_t)
_WRITE = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_size_t)


class _Text(c.Structure):
    _fields_ = [("data", c.c_void_p), ("size", c.c_size_t)]

    @property
    def text(self):
        return c.string_at(self.data, self.size).decode("utf-8") if self.size else ""


class _Sized(c.Structure):
    """A struct that says how much of it the caller knows."""

    def __init__(self):
        super().__init__()
        self.struct_size = c.sizeof(self)


def _fields(*pairs):
    return [("struct_size", c.c_size_t), *pairs]


class _Progress(_Sized):
    _fields_ = _fields(("stage", c.c_int), ("done", c.c_uint64), ("all", c.c_uint64))


_ON_PROGRESS = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(_Progress))


class _Source(_Sized):
    _fields_ = _fields(("name", _Text), ("data", c.c_void_p), ("data_size", c.c_size_t), ("read", _READ), ("user", c.c_void_p))


class _Sink(_Sized):
    _fields_ = _fields(("path", _Text), ("write", _WRITE), ("user", c.c_void_p))


class _Diagnostic(_Sized):
    _fields_ = _fields(("severity", c.c_int), ("code", c.c_int), ("to_confirm", c.c_int), ("code_name", _Text), ("file", _Text),
                       ("line", c.c_uint32), ("column", c.c_uint32), ("message", _Text), ("rendered", _Text), ("json", _Text))


class _EngineOptions(_Sized):
    _fields_ = _fields(("layouts", c.POINTER(_Source)), ("layout_count", c.c_size_t), ("layout_folders", c.POINTER(_Text)),
                       ("layout_folder_count", c.c_size_t), ("catalogue", c.POINTER(_Source)), ("fonts", c.POINTER(_Source)),
                       ("font_count", c.c_size_t), ("font_folders", c.POINTER(_Text)), ("font_folder_count", c.c_size_t),
                       ("no_system_fonts", c.c_int), ("free_fonts", c.c_int), ("font_index", _Text))


class _DocumentOptions(_Sized):
    _fields_ = _fields(("layout", _Text), ("grid", c.c_int), ("max_pages", c.c_uint32), ("max_memory", c.c_uint64),
                       ("max_time_ms", c.c_uint32), ("on_progress", _ON_PROGRESS), ("user", c.c_void_p), ("issue_number", c.c_uint32),
                       ("issue_total", c.c_uint32))


class _Edition(_Sized):
    _fields_ = _fields(("row", c.c_size_t), ("key", _Text), ("pages", c.c_size_t), ("pdf", c.c_void_p), ("pdf_size", c.c_size_t))


_ON_EDITION = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(_Edition))


class _BatchOptions(_Sized):
    _fields_ = _fields(("key", _Text), ("layout", _Text), ("threads", c.c_uint32), ("keep_going", c.c_int), ("shard", c.c_uint32),
                       ("shards", c.c_uint32), ("on_edition", _ON_EDITION), ("on_progress", _ON_PROGRESS), ("user", c.c_void_p))


class _BatchReport(_Sized):
    _fields_ = _fields(("rows", c.c_size_t), ("made", c.c_size_t), ("failed", c.c_size_t))


class _Info(_Sized):
    _fields_ = _fields(("pages_version", c.c_int), ("pages", c.c_size_t), ("faces", c.c_size_t), ("lines", c.c_uint64),
                       ("adjusted", c.c_uint64), ("hanzi", c.c_uint64), ("hanzi_in_cell", c.c_uint64), ("title", _Text),
                       ("date", _Text), ("layout", _Text), ("bound_right", c.c_int))


class Rect(c.Structure):
    """x, y from the paper's upper left corner, width, height."""
    _fields_ = [("x", c.c_int64), ("y", c.c_int64), ("width", c.c_int64), ("height", c.c_int64)]


class _Page(_Sized):
    _fields_ = _fields(("width", c.c_int64), ("height", c.c_int64), ("trim", Rect), ("text_block", Rect), ("label", _Text),
                       ("items", c.c_size_t))


class _Item(_Sized):
    _fields_ = _fields(("kind", c.c_int), ("cyan", c.c_double), ("magenta", c.c_double), ("yellow", c.c_double), ("black", c.c_double),
                       ("text", _Text), ("face", c.c_size_t), ("glyphs", c.c_size_t), ("x", c.c_int64), ("y", c.c_int64),
                       ("size", c.c_int64), ("orientation", c.c_int), ("stretch", c.c_int), ("right_to_left", c.c_int), ("box", Rect),
                       ("thickness", c.c_int64), ("closed", c.c_int), ("file", _Text), ("line", c.c_uint32), ("column", c.c_uint32))


class Glyph(c.Structure):
    """id in the font file; cluster: byte in the item's text; x, y from the item's; advance to the next."""
    _fields_ = [("id", c.c_uint32), ("cluster", c.c_uint32), ("x", c.c_int64), ("y", c.c_int64), ("advance", c.c_int64)]


class Stroke(c.Structure):
    """curved: a Bezier curve with two control points."""
    _fields_ = [("curved", c.c_int), ("x", c.c_int64), ("y", c.c_int64), ("first_x", c.c_int64), ("first_y", c.c_int64),
                ("second_x", c.c_int64), ("second_y", c.c_int64)]


class _Face(_Sized):
    _fields_ = _fields(("role", _Text), ("postscript_name", _Text), ("path", _Text), ("index", c.c_uint32))


_library = c.CDLL(os.environ.get("BANXIN_LIBRARY", "libbanxin.so.0"))
for _name, _result, *_arguments in (
        ("status_text", _Text, c.c_int, c.c_int), ("version", _Text),
        ("diagnostics_new", c.c_int, c.c_int, c.c_void_p), ("diagnostics_free", None, c.c_void_p),
        ("diagnostics_count", c.c_size_t, c.c_void_p, c.c_void_p),
        ("diagnostics_get", c.c_int, c.c_void_p, c.c_size_t, c.c_void_p),
        ("engine_new", c.c_int, c.c_void_p, c.c_void_p, c.c_void_p), ("engine_free", None, c.c_void_p),
        ("document_new", c.c_int, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p), ("document_free", None, c.c_void_p),
        ("batch", c.c_int, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p),
        ("document_write", c.c_int, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p),
        ("document_info_get", c.c_int, c.c_void_p, c.c_void_p), ("document_page", c.c_int, c.c_void_p, c.c_size_t, c.c_void_p),
        ("document_item", c.c_int, c.c_void_p, c.c_size_t, c.c_size_t, c.c_void_p),
        ("document_glyphs", c.c_int, c.c_void_p, c.c_size_t, c.c_size_t, c.c_void_p, c.c_size_t, c.c_void_p),
        ("document_strokes", c.c_int, c.c_void_p, c.c_size_t, c.c_size_t, c.c_void_p, c.c_size_t, c.c_void_p),
        ("document_face", c.c_int, c.c_void_p, c.c_size_t, c.c_void_p)):
    _function = getattr(_library, f"banxin_{_name}")
    _function.restype, _function.argtypes = _result, _arguments


def version():
    """Of the library, as "0.1.0"."""
    return _library.banxin_version().text


@dataclass(frozen=True)
class Diagnostic:
    severity: str      # note, warning, error
    code: str          # "BX1112"; its meaning is fixed
    to_confirm: bool   # the work was done, but a person must look at something
    file: str
    line: int          # from 1; 0: the file as a whole
    column: int        # in characters
    message: str
    rendered: str      # "brief.xml:7:11: error[BX1112]: ..."

    def __str__(self):
        return self.rendered


class Error(Exception):
    """A call that failed: nothing was made or written, and every object can be used as before."""

    def __init__(self, status, diagnostics=()):
        self.status, self.diagnostics = status, tuple(diagnostics)
        super().__init__("\n".join([_library.banxin_status_text(status, ENGLISH).text, *map(str, self.diagnostics)]))


class _Call:
    """One call over the border: its diagnostics, what it must keep alive, and what its callbacks raised."""

    def __init__(self, language):
        self.kept, self.raised = [], None
        self.list = c.c_void_p()
        if _library.banxin_diagnostics_new(language, c.byref(self.list)):
            raise MemoryError

    def __enter__(self):
        return self

    def __exit__(self, *_):
        _library.banxin_diagnostics_free(self.list)

    def text(self, text):
        data = os.fsencode(text)
        buffer = c.create_string_buffer(data, len(data))
        self.kept.append(buffer)
        return _Text(c.addressof(buffer), len(data))

    def callback(self, kind, function, failed):
        def guarded(*arguments):
            try:
                return function(*arguments)
            except BaseException as raised:  # comes out of the call
                self.raised = raised
                return failed
        self.kept.append(kind(guarded))
        return self.kept[-1]

    def on_progress(self, progress):
        def called(_, p):
            return int(progress(STAGES[p[0].stage], p[0].done, p[0].all) is False)
        return self.callback(_ON_PROGRESS, called, 1)

    def source(self, source):
        out = _Source()
        if not isinstance(source, tuple):
            out.name = self.text(source)
            return out
        name, content = source
        out.name = self.text(name)
        if hasattr(content, "read"):
            def read(_, to, size):
                piece = content.read(size)
                c.memmove(to, piece, len(piece))
                return len(piece)
            out.read = self.callback(_READ, read, -1)
            return out
        data = bytes(content)
        self.kept.append(data)
        out.data = c.cast(c.c_char_p(data), c.c_void_p)
        out.data_size = len(data)
        return out

    def array(self, kind, items):
        items = list(items)
        out = (kind * len(items))()
        for place, item in enumerate(items):
            out[place] = item
        self.kept.append(out)
        return out, len(items)

    def diagnostics(self):
        out, d = [], _Diagnostic()
        for i in range(_library.banxin_diagnostics_count(self.list, None)):
            if not _library.banxin_diagnostics_get(self.list, i, c.byref(d)):
                out.append(Diagnostic(SEVERITIES[d.severity], d.code_name.text, bool(d.to_confirm), d.file.text, d.line, d.column,
                                      d.message.text, d.rendered.text))
        return tuple(out)

    def check(self, status):
        if self.raised is not None:
            raise self.raised
        if status == _NO_MEMORY:
            raise MemoryError
        if status:
            raise Error(status, self.diagnostics())


class Engine:
    """Layouts, font catalogue and fonts.

    layouts: sources, found by their name without folders and .xml; layout_folders: folders with more; catalogue: a source, else the
    official one; fonts: sources, font_folders: folders, both searched before the system's fonts; free_fonts: only the free faces of the
    catalogue; font_index: a file that keeps what fonts were found; language: of diagnostics, ENGLISH or CHINESE.
    """

    def __init__(self, *, layouts=(), layout_folders=(), catalogue=None, fonts=(), font_folders=(), system_fonts=True, free_fonts=False,
                 font_index=None, language=ENGLISH):
        self._handle, self._language = c.c_void_p(), language
        with _Call(language) as call:
            options = _EngineOptions()
            options.layouts, options.layout_count = call.array(_Source, map(call.source, layouts))
            options.layout_folders, options.layout_folder_count = call.array(_Text, map(call.text, layout_folders))
            options.fonts, options.font_count = call.array(_Source, map(call.source, fonts))
            options.font_folders, options.font_folder_count = call.array(_Text, map(call.text, font_folders))
            if catalogue is not None:
                options.catalogue = c.pointer(call.source(catalogue))
            options.no_system_fonts, options.free_fonts = not system_fonts, free_fonts
            if font_index is not None:
                options.font_index = call.text(font_index)
            call.check(_library.banxin_engine_new(c.byref(options), call.list, c.byref(self._handle)))
            self.diagnostics = call.diagnostics()

    def __del__(self):
        if getattr(self, "_handle", None):
            _library.banxin_engine_free(self._handle)

    def document(self, brief, *, layout="", grid=False, max_pages=0, max_memory=0, max_time=0.0, progress=None, issue_number=0,
                 issue_total=0):
        """Typesets a brief.

        layout: a name, in place of the brief's own wish; max_memory in bytes, max_time in seconds, 0 is no limit;
        progress(stage, done, all) is called often, and cancels where it returns False; issue_number and issue_total take the place of
        "auto" in the brief.
        """
        with _Call(self._language) as call:
            options = _DocumentOptions()
            options.layout, options.grid = call.text(layout), grid
            options.max_pages, options.max_memory, options.max_time_ms = max_pages, max_memory, round(max_time * 1000)
            options.issue_number, options.issue_total = issue_number, issue_total
            if progress is not None:
                options.on_progress = call.on_progress(progress)
            source, handle = call.source(brief), c.c_void_p()
            call.check(_library.banxin_document_new(self._handle, c.byref(source), c.byref(options), call.list, c.byref(handle)))
            return Document(handle, self._language, call.diagnostics())


    def batch(self, brief, table, on_edition=None, *, key="", layout="", threads=0, keep_going=False, shard=0, shards=0, progress=None):
        """A brief with fields and a table with a row for each edition: all are checked, then on_edition(row, key, pages, pdf) is called for
        each, one call at a time, rows in no order; without it all is only checked.

        key: the column that names the editions; threads: 0 is one for each processor; keep_going: editions that have faults are left out;
        shard, shards: only every `shards`th row, beginning with the `shard`th, from 1. Returns rows, made, failed and the diagnostics.
        """
        with _Call(self._language) as call:
            options, report = _BatchOptions(), _BatchReport()
            options.key, options.layout, options.threads = call.text(key), call.text(layout), threads
            options.keep_going, options.shard, options.shards = keep_going, shard, shards
            if on_edition is not None:
                def called(_, e):
                    on_edition(e[0].row, e[0].key.text, e[0].pages, c.string_at(e[0].pdf, e[0].pdf_size))
                    return 0
                options.on_edition = call.callback(_ON_EDITION, called, 1)
            if progress is not None:
                options.on_progress = call.on_progress(progress)
            brief, table = call.source(brief), call.source(table)
            status = _library.banxin_batch(self._handle, c.byref(brief), c.byref(table), c.byref(options), call.list, c.byref(report))
            if status != _SOME_FAILED or not keep_going:
                call.check(status)
            return {"rows": report.rows, "made": report.made, "failed": report.failed, "diagnostics": call.diagnostics()}


class Document:
    """A brief on its pages; made by Engine.document. Does not change; any thread may use it.

    title, date, layout; lines, adjusted, hanzi, hanzi_in_cell: what the lines came to; faces: how many; bound_right; diagnostics: what is
    worth a look.
    """

    def __init__(self, handle, language, diagnostics):
        self._handle, self._language, self.diagnostics = handle, language, diagnostics
        info = self._get(_Info(), _library.banxin_document_info_get)
        self.title, self.date, self.layout = info.title.text, info.date.text, info.layout.text
        self.lines, self.adjusted, self.hanzi, self.hanzi_in_cell = info.lines, info.adjusted, info.hanzi, info.hanzi_in_cell
        self.faces, self.bound_right, self._pages = info.faces, bool(info.bound_right), info.pages

    def __del__(self):
        if getattr(self, "_handle", None):
            _library.banxin_document_free(self._handle)

    def __len__(self):
        """How many pages."""
        return self._pages

    def _get(self, out, function, *at):
        if function(self._handle, *at, c.byref(out)):
            raise IndexError(at)
        return out

    def write(self, to):
        """The PDF to a path, where it appears whole or not at all, or to an open binary file."""
        with _Call(self._language) as call:
            sink = _Sink()
            if hasattr(to, "write"):
                def write(_, data, size):
                    to.write(c.string_at(data, size))
                    return 0
                sink.write = call.callback(_WRITE, write, 1)
            else:
                sink.path = call.text(to)
            call.check(_library.banxin_document_write(self._handle, c.byref(sink), None, call.list))

    def pdf(self):
        """The PDF as bytes."""
        pieces = []

        class Kept:
            write = staticmethod(pieces.append)
        self.write(Kept)
        return b"".join(pieces)

    def page(self, number):
        """A page from 0: width, height, trim, text_block, label, items (how many)."""
        page = self._get(_Page(), _library.banxin_document_page, number)
        return {"width": page.width, "height": page.height, "trim": page.trim, "text_block": page.text_block, "label": page.label.text,
                "items": page.items}

    def items(self, page):
        """What stands on a page, in reading order: dictionaries with kind, ink (CMYK, 0 to 1), place and content."""
        for number in range(self.page(page)["items"]):
            item = self._get(_Item(), _library.banxin_document_item, page, number)
            out = {"kind": KINDS[item.kind], "ink": (item.cyan, item.magenta, item.yellow, item.black), "file": item.file.text,
                   "line": item.line, "column": item.column}
            if item.kind == 0:
                out |= {"text": item.text.text, "face": item.face, "x": item.x, "y": item.y, "size": item.size,
                        "orientation": ORIENTATIONS[item.orientation], "stretch": item.stretch,
                        "right_to_left": bool(item.right_to_left),
                        "glyphs": self._array(Glyph, _library.banxin_document_glyphs, page, number, item.glyphs)}
            elif item.kind == 1:
                out |= {"box": item.box}
            else:
                out |= {"x": item.x, "y": item.y, "thickness": item.thickness, "closed": bool(item.closed),
                        "strokes": self._array(Stroke, _library.banxin_document_strokes, page, number, item.glyphs)}
            yield out

    def _array(self, kind, function, page, item, size):
        out = (kind * size)()
        if function(self._handle, page, item, out, size, None):
            raise IndexError((page, item))
        return out

    def face(self, number):
        """A face from 0: role, postscript_name, path (or a source's name), index in a collection."""
        face = self._get(_Face(), _library.banxin_document_face, number)
        return {"role": face.role.text, "postscript_name": face.postscript_name.text, "path": face.path.text, "index": face.index}

"""Typesets Chinese work briefs: XML in, placed pages and PDF out.

    import banxin
    engine = banxin.Engine()
    document = engine.document("brief.xml")
    document.write("brief.pdf")

An Engine is made once and shared by all threads; documents are made in parallel (the interpreter's lock is released meanwhile).
A source is a path (str or os.PathLike), a pair (name, bytes), or a pair (name, open binary file). Lengths are whole numbers of which
36000 make a millimetre. What fails raises Error with its status and diagnostics; what a callback raises comes out unchanged.
A Register belongs to one thread at a time; a stamp says who does what when, for a register records both.
Engine, Document and Register give back what they hold with close(), at the end of `with`, or when nobody has them any more; what is under
way is finished first. They cannot be copied or pickled.

The library is found by the system's linker; the environment variable BANXIN_LIBRARY names another file.
"""
from __future__ import annotations

import ctypes as c
import datetime
import getpass
import io
import operator
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Union

__all__ = ["Diagnostic", "Document", "Engine", "Error", "Event", "File", "Issue", "Numbering", "Register", "Series", "Share", "Stamp",
           "ENGLISH", "CHINESE", "version"]

ENGLISH, CHINESE = 0, 1
SEVERITIES = ("note", "warning", "error")
STAGES = ("read", "set", "paginate", "pdf", "check", "make")
KINDS = ("glyphs", "rule", "path")
ORIENTATIONS = ("level", "upright", "turned", "across")
STATES = ("reserved", "issued", "replaced", "void")
EVENTS = ("reserved", "prepared", "released", "issued", "void", "replaced", "reprinted", "copies")
FORMS = ("series", "list", "page", "csv")
_SOME_FAILED, _NO_MEMORY = 4, 80
_NOWHERE = c.c_size_t(-1).value

_READ = c.CFUNCTYPE(c.c_ssize_t, c.c_void_p, c.c_void_p, c.c_size_t)
_WRITE = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_size_t)


class _Text(c.Structure):
    _fields_ = [("data", c.c_void_p), ("size", c.c_size_t)]

    @property
    def text(self):
        return c.string_at(self.data, self.size).decode("utf-8") if self.size else ""


_BITS = {c.c_int: 31, c.c_uint32: 32, c.c_uint64: 64, c.c_size_t: 64}


def _whole(value, bits):
    """A number as C takes it: ctypes would cut off what is too much of it."""
    value = operator.index(value)
    if not 0 <= value < 1 << bits:
        raise OverflowError(f"{value} is not a number from 0 to {(1 << bits) - 1}")
    return value


class _Checked(c.Structure):
    """A struct in which every number is in its range."""

    def __setattr__(self, name, value):
        bits = _BITS.get(dict(self._fields_).get(name))
        super().__setattr__(name, value if bits is None else _whole(value, bits))


class _Sized(_Checked):
    """A struct that says how much of it the caller knows."""

    def __init__(self):
        super().__init__()
        self.struct_size = c.sizeof(self)


def _milliseconds(seconds):
    """At least one, where there is a limit."""
    if not seconds >= 0:
        raise ValueError(f"{seconds} is no time")
    return max(round(seconds * 1000), int(seconds > 0))


def _place(number):
    """In a list; one that C cannot count to is nowhere."""
    number = operator.index(number)
    return number if 0 <= number < _NOWHERE else _NOWHERE


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


class _Stamp(_Sized):
    _fields_ = _fields(("at", _Text), ("who", _Text))


class _Numbering(_Sized):
    _fields_ = _fields(("registry", _Text), ("series", _Text), ("replaces", _Text), ("reprints", _Text), ("stamp", c.POINTER(_Stamp)))


class _Range(_Checked):
    _fields_ = [("first", c.c_uint32), ("last", c.c_uint32)]


class _DocumentOptions(_Sized):
    _fields_ = _fields(("layout", _Text), ("grid", c.c_int), ("max_pages", c.c_uint32), ("max_memory", c.c_uint64),
                       ("max_time_ms", c.c_uint32), ("on_progress", _ON_PROGRESS), ("user", c.c_void_p), ("issue_number", c.c_uint32),
                       ("issue_total", c.c_uint32), ("copies", c.POINTER(_Range)), ("copy_count", c.c_size_t),
                       ("numbering", c.POINTER(_Numbering)))


class _Outputs(_Sized):
    _fields_ = _fields(("pdf", c.POINTER(_Sink)), ("dump", c.POINTER(_Sink)))


class _Series(_Sized):
    _fields_ = _fields(("name", _Text), ("pattern", _Text), ("running", c.c_int), ("supplement", c.c_int), ("last", _Text),
                       ("last_total", c.c_uint32))


class _Share(_Checked):
    _fields_ = [("recipient", _Text), ("copies", c.c_uint32), ("first", c.c_uint32)]


class _File(c.Structure):
    _fields_ = [("role", _Text), ("path", _Text), ("sha256", _Text)]


class _Event(c.Structure):
    _fields_ = [("kind", c.c_int), ("at", _Text), ("who", _Text), ("note", _Text), ("title", _Text), ("copies", c.c_uint32),
                ("shares", c.POINTER(_Share)), ("share_count", c.c_size_t), ("files", c.POINTER(_File)), ("file_count", c.c_size_t)]


class _Issue(_Sized):
    _fields_ = _fields(("year", c.c_uint32), ("number", c.c_uint32), ("total", c.c_uint32), ("state", c.c_int), ("key", _Text),
                       ("text", _Text), ("title", _Text), ("copies", c.c_uint64), ("series", _Text), ("replaces", _Text),
                       ("replaced_by", _Text), ("events", c.POINTER(_Event)), ("event_count", c.c_size_t))


class _Publication(_Sized):
    _fields_ = _fields(("title", _Text), ("copies", c.c_uint32), ("path", _Text), ("sha256", _Text), ("shares", c.POINTER(_Share)),
                       ("share_count", c.c_size_t), ("files", c.POINTER(_File)), ("file_count", c.c_size_t))


_ON_ISSUE = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(_Issue))
_ON_SERIES = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(_Series))


class _Edition(_Sized):
    _fields_ = _fields(("row", c.c_size_t), ("key", _Text), ("pages", c.c_size_t), ("pdf", c.c_void_p), ("pdf_size", c.c_size_t))


_ON_EDITION = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(_Edition))


class _BatchOptions(_Sized):
    _fields_ = _fields(("key", _Text), ("layout", _Text), ("threads", c.c_uint32), ("keep_going", c.c_int), ("shard", c.c_uint32),
                       ("shards", c.c_uint32), ("on_edition", _ON_EDITION), ("on_progress", _ON_PROGRESS), ("user", c.c_void_p),
                       ("max_pages", c.c_uint32), ("max_memory", c.c_uint64), ("max_time_ms", c.c_uint32), ("folder", _Text),
                       ("resume", c.c_int), ("lists", c.POINTER(_Text)), ("list_count", c.c_size_t), ("numbered", c.c_int),
                       ("only", c.POINTER(_Text)), ("only_count", c.c_size_t), ("merged", _Text), ("separator", _Text),
                       ("volume_pages", c.c_uint32), ("figures", c.POINTER(_Sink)), ("numbering", c.POINTER(_Numbering)),
                       ("on_issue", _ON_ISSUE))


class _BatchReport(_Sized):
    _fields_ = _fields(("rows", c.c_size_t), ("made", c.c_size_t), ("failed", c.c_size_t), ("there", c.c_size_t),
                       ("editions", c.c_size_t))


class _Info(_Sized):
    _fields_ = _fields(("pages_version", c.c_int), ("pages", c.c_size_t), ("faces", c.c_size_t), ("lines", c.c_uint64),
                       ("adjusted", c.c_uint64), ("hanzi", c.c_uint64), ("hanzi_in_cell", c.c_uint64), ("title", _Text),
                       ("date", _Text), ("layout", _Text), ("bound_right", c.c_int), ("key", _Text), ("number", _Text))


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
        ("document_face", c.c_int, c.c_void_p, c.c_size_t, c.c_void_p),
        ("build", c.c_int, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p),
        ("batch_verify", c.c_int, _Text, c.c_void_p, c.c_void_p),
        ("bytes_data", c.c_void_p, c.c_void_p), ("bytes_size", c.c_size_t, c.c_void_p), ("bytes_free", None, c.c_void_p),
        ("register_create", c.c_int, _Text, c.c_void_p), ("register_open", c.c_int, _Text, c.c_int, c.c_void_p, c.c_void_p),
        ("register_free", None, c.c_void_p), ("register_add_series", c.c_int, *[c.c_void_p] * 4),
        ("register_series", c.c_int, c.c_void_p, _ON_SERIES, c.c_void_p, c.c_void_p),
        ("register_next", c.c_int, c.c_void_p, _Text, c.c_uint32, c.c_void_p, c.c_void_p),
        ("register_reserve", c.c_int, c.c_void_p, _Text, c.c_uint32, c.c_void_p, c.c_void_p, c.c_void_p),
        ("register_reissue", c.c_int, c.c_void_p, _Text, _Text, c.c_uint32, c.c_void_p, c.c_void_p, c.c_void_p),
        ("register_issue", c.c_int, c.c_void_p, _Text, _Text, c.c_void_p, c.c_void_p, c.c_void_p),
        ("register_void", c.c_int, c.c_void_p, _Text, _Text, _Text, c.c_void_p, c.c_void_p),
        ("register_reprint", c.c_int, c.c_void_p, _Text, _Text, c.c_void_p, _Text, c.c_void_p, c.c_void_p),
        ("register_give_out", c.c_int, c.c_void_p, _Text, _Text, c.c_void_p, c.c_size_t, c.c_void_p, c.c_void_p),
        ("register_find", c.c_int, c.c_void_p, _Text, _Text, c.c_void_p, c.c_void_p),
        ("register_list", c.c_int, c.c_void_p, _Text, _ON_ISSUE, c.c_void_p, c.c_void_p),
        ("register_text", c.c_int, c.c_void_p, c.c_int, _Text, _Text, c.c_int, c.c_void_p, c.c_void_p),
        ("register_verify", c.c_int, c.c_void_p, c.c_void_p, c.c_void_p),
        ("register_backup", c.c_int, c.c_void_p, _Text, c.c_void_p),
        ("register_recover", c.c_int, c.c_void_p, _Text, _Text, _Text, c.c_void_p, _ON_ISSUE, c.c_void_p, c.c_void_p)):
    _function = getattr(_library, f"banxin_{_name}")
    _function.restype, _function.argtypes = _result, _arguments


def version() -> str:
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


@dataclass(frozen=True)
class Stamp:
    """When and by whom; now and the user of this process where nothing is said."""
    at: str = field(default_factory=lambda: datetime.datetime.now().astimezone().strftime("%Y-%m-%dT%H:%M:%S%z"))
    who: str = field(default_factory=getpass.getuser)


@dataclass(frozen=True)
class Numbering:
    """Where a number comes from that a brief leaves open: a register's file, its series; replaces: key of the issue that the new one
    replaces; reprints: of a batch, key of the issue that is made again under its number, or a part of it."""
    register: str
    series: str
    replaces: str = ""
    reprints: str = ""
    stamp: Stamp = field(default_factory=Stamp)


@dataclass(frozen=True)
class Series:
    """pattern: how a number is written: {year} {number} {total} and text; last: key of the last number given before the register was begun."""
    name: str
    pattern: str
    running: bool = False
    supplement: bool = False
    last: str = ""
    last_total: int = 0


@dataclass(frozen=True)
class Share:
    """A recipient; with copies it has the copy numbers first, first + 1, ..."""
    recipient: str
    copies: int = 0
    first: int = 0


@dataclass(frozen=True)
class File:
    """A file by its content: role is brief, table, layout, font, manifest or pdf. Handed in without a hash, it is read."""
    role: str
    path: str
    sha256: str = ""


@dataclass(frozen=True)
class Event:
    """kind: see EVENTS."""
    kind: str
    at: str
    who: str
    note: str
    title: str
    copies: int
    shares: tuple[Share, ...]
    files: tuple[File, ...]


@dataclass(frozen=True)
class Issue:
    """A number with all that happened to it. key: "2026-3", in a running series "3"; text: as the series writes it; state: see STATES."""
    series: str
    key: str
    text: str
    year: int
    number: int
    total: int
    state: str
    title: str
    copies: int
    replaces: str
    replaced_by: str
    events: tuple[Event, ...]


def _issue_of(i):
    def event(e):
        return Event(EVENTS[e.kind], e.at.text, e.who.text, e.note.text, e.title.text, e.copies,
                     tuple(Share(s.recipient.text, s.copies, s.first) for s in e.shares[:e.share_count]),
                     tuple(File(f.role.text, f.path.text, f.sha256.text) for f in e.files[:e.file_count]))
    return Issue(i.series.text, i.key.text, i.text.text, i.year, i.number, i.total, STATES[i.state], i.title.text, i.copies,
                 i.replaces.text, i.replaced_by.text, tuple(event(e) for e in i.events[:i.event_count]))


Source = Union[str, os.PathLike, tuple[str, bytes], tuple[str, BinaryIO]]
Progress = Callable[[str, int, int], object]


class Error(Exception):
    """A call that failed: nothing was made or written, and every object can be used as before."""

    def __init__(self, status, diagnostics=()):
        self.status, self.diagnostics = status, tuple(diagnostics)
        super().__init__("\n".join([_library.banxin_status_text(status, ENGLISH).text, *map(str, self.diagnostics)]))


def _write_all(to, piece):
    """A raw stream may take less than it is given, and says how much."""
    rest = memoryview(piece)
    while rest:
        taken = to.write(rest.tobytes())
        if taken is None and isinstance(to, io.RawIOBase):
            raise BlockingIOError("the stream takes nothing now")
        if type(taken) is not int:
            return
        if not 0 < taken <= len(rest):
            raise OSError(f"the stream took {taken} of {len(rest)} bytes")
        rest = rest[taken:]


class _Handle:
    """What the library made: freed when the last call that was given it is over, and nobody has it any more."""

    def __init__(self, pointer, free):
        self._as_parameter_, self._free = pointer, free

    def __del__(self):
        self._free(self._as_parameter_)


class _Owner:
    """An object that has a handle until it is closed."""
    _held = None

    @property
    def _handle(self):
        if self._held is None:
            raise ValueError(f"this {type(self).__name__} is closed")
        return self._held

    def close(self) -> None:
        """Gives back what it holds; to use it after that raises ValueError."""
        self._held = None

    def __enter__(self):
        self._handle
        return self

    def __exit__(self, *_):
        self.close()

    def _refuse(self, *_):
        raise TypeError(f"a {type(self).__name__} cannot be copied or pickled")

    __copy__ = __deepcopy__ = __reduce__ = _refuse


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
            if not isinstance(source, (str, os.PathLike)):
                raise TypeError(f"a source is a path or a pair (name, content), not {type(source).__name__}")
            out.name = self.text(source)
            return out
        name, content = source
        out.name = self.text(name)
        if hasattr(content, "read"):
            def read(_, to, size):
                piece = bytes(memoryview(content.read(size)))
                if len(piece) > size:
                    raise ValueError(f"{len(piece)} bytes were read where {size} were asked for")
                c.memmove(to, piece, len(piece))
                return len(piece)
            out.read = self.callback(_READ, read, -1)
            return out
        data = bytes(memoryview(content))
        self.kept.append(data)
        out.data = c.cast(c.c_char_p(data), c.c_void_p)
        out.data_size = len(data)
        return out

    def sink(self, to):
        out = _Sink()
        if hasattr(to, "write"):
            def write(_, data, size):
                _write_all(to, c.string_at(data, size))
                return 0
            out.write = self.callback(_WRITE, write, 1)
        else:
            out.path = self.text(to)
        return out

    def stamp(self, stamp):
        out = _Stamp()
        out.at, out.who = self.text(stamp.at), self.text(stamp.who)
        self.kept.append(out)
        return out

    def numbering(self, numbering):
        out = _Numbering()
        out.registry, out.series = self.text(numbering.register), self.text(numbering.series)
        out.replaces, out.reprints = self.text(numbering.replaces), self.text(numbering.reprints)
        out.stamp = c.pointer(self.stamp(numbering.stamp))
        return c.pointer(out)

    def array(self, kind, make, items):
        if isinstance(items, (str, bytes, os.PathLike)):
            raise TypeError(f"a list is wanted, not {type(items).__name__}")
        items = [make(item) for item in items]
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

    def check(self, status, done=(0,)):
        if self.raised is not None:
            raise self.raised
        if status == _NO_MEMORY:
            raise MemoryError
        if status not in done:
            raise Error(status, self.diagnostics())

    def share(self, share):
        return _Share(self.text(share.recipient), share.copies, share.first)

    def file(self, file):
        return _File(*map(self.text, (file.role, file.path, file.sha256)))

    def document_options(self, layout, grid, max_pages, max_memory, max_time, progress, issue_number, issue_total, copies, numbering):
        out = _DocumentOptions()
        out.layout, out.grid = self.text(layout), grid
        out.max_pages, out.max_memory, out.max_time_ms = max_pages, max_memory, _milliseconds(max_time)
        out.issue_number, out.issue_total = issue_number, issue_total
        out.copies, out.copy_count = self.array(_Range, lambda copy: _Range(*copy), copies)
        if numbering is not None:
            out.numbering = self.numbering(numbering)
        if progress is not None:
            out.on_progress = self.on_progress(progress)
        return out


class Engine(_Owner):
    """Layouts, font catalogue and fonts.

    layouts: sources, found by their name without folders and .xml; layout_folders: folders with more; catalogue: a source, else the
    official one; fonts: sources, font_folders: folders, both searched before the system's fonts; free_fonts: only the free faces of the
    catalogue; font_index: a file that keeps what fonts were found; language: of diagnostics, ENGLISH or CHINESE.
    """

    def __init__(self, *, layouts: Iterable[Source] = (), layout_folders: Iterable[str] = (), catalogue: Source | None = None,
                 fonts: Iterable[Source] = (), font_folders: Iterable[str] = (), system_fonts: bool = True, free_fonts: bool = False,
                 font_index: str | None = None, language: int = ENGLISH):
        handle, self._language = c.c_void_p(), language
        with _Call(language) as call:
            options = _EngineOptions()
            options.layouts, options.layout_count = call.array(_Source, call.source, layouts)
            options.layout_folders, options.layout_folder_count = call.array(_Text, call.text, layout_folders)
            options.fonts, options.font_count = call.array(_Source, call.source, fonts)
            options.font_folders, options.font_folder_count = call.array(_Text, call.text, font_folders)
            if catalogue is not None:
                options.catalogue = c.pointer(call.source(catalogue))
            options.no_system_fonts, options.free_fonts = not system_fonts, free_fonts
            if font_index is not None:
                options.font_index = call.text(font_index)
            call.check(_library.banxin_engine_new(c.byref(options), call.list, c.byref(handle)))
            self._held = _Handle(handle, _library.banxin_engine_free)
            self.diagnostics = call.diagnostics()

    def document(self, brief: Source, *, layout: str = "", grid: bool = False, max_pages: int = 0, max_memory: int = 0,
                 max_time: float = 0.0, progress: Progress | None = None, issue_number: int = 0, issue_total: int = 0,
                 copies: Sequence[tuple[int, int]] = (), numbering: Numbering | None = None) -> Document:
        """Typesets a brief.

        layout: a name, in place of the brief's own wish; max_memory in bytes, max_time in seconds, 0 is no limit;
        progress(stage, done, all) is called often, and cancels where it returns False; issue_number and issue_total take the place of
        "auto" in the brief, as does the number that comes next by numbering, which is not taken; copies: numbered copies, as [(1, 500)].
        """
        with _Call(self._language) as call:
            options = call.document_options(layout, grid, max_pages, max_memory, max_time, progress, issue_number, issue_total, copies,
                                            numbering)
            source, handle = call.source(brief), c.c_void_p()
            call.check(_library.banxin_document_new(self._handle, c.byref(source), c.byref(options), call.list, c.byref(handle)))
            return Document(handle, self._language, call.diagnostics())

    def build(self, brief: Source, pdf, dump=None, *, layout: str = "", grid: bool = False, max_pages: int = 0, max_memory: int = 0,
              max_time: float = 0.0, progress: Progress | None = None, issue_number: int = 0, issue_total: int = 0,
              copies: Sequence[tuple[int, int]] = (), numbering: Numbering | None = None) -> Document:
        """A brief to a PDF, and the placed pages as text to `dump`, in one step: both or neither; each a path or an open binary file.
        pdf None: it is only checked. With numbering the number is taken, put on record, published and issued."""
        with _Call(self._language) as call:
            options = call.document_options(layout, grid, max_pages, max_memory, max_time, progress, issue_number, issue_total, copies,
                                            numbering)
            source, outputs, handle = call.source(brief), _Outputs(), c.c_void_p()
            if pdf is not None:
                outputs.pdf = c.pointer(call.sink(pdf))
            if dump is not None:
                outputs.dump = c.pointer(call.sink(dump))
            call.check(_library.banxin_build(self._handle, c.byref(source), c.byref(options), c.byref(outputs), call.list, c.byref(handle)))
            return Document(handle, self._language, call.diagnostics())

    def batch(self, brief: Source, table: Source, on_edition: Callable[[int, str, int, bytes], object] | None = None, *, key: str = "",
              layout: str = "", threads: int = 0, keep_going: bool = False, shard: int = 0, shards: int = 0,
              progress: Progress | None = None, max_pages: int = 0, max_memory: int = 0, max_time: float = 0.0, folder: str = "",
              resume: bool = False, lists: Iterable[str] = (), numbered: bool = False, only: Iterable[str] = (), merged: str = "",
              separator: str = "", volume_pages: int = 0, figures=None, numbering: Numbering | None = None) -> dict:
        """A brief with fields and a table with a row for each edition: all are checked, then on_edition(row, key, pages, pdf) is called for
        each, one call at a time, rows in no order, or they are published in `folder` with a manifest; without either all is only checked.

        key: the column that names the editions; threads: 0 is one for each processor; keep_going: editions that have faults are left out;
        shard, shards: only every `shards`th row, beginning with the `shard`th, from 1; max_pages, max_memory, max_time: of an edition;
        resume: the folder may hold a part of the same run; lists: layouts of lists beside the editions; numbered: each PDF holds all copies
        of its edition; only: "NAME", "NAME:41-50", "000041-000050"; merged: one print run in volumes of this name, with separator (a
        layout) and volume_pages; figures: where the marked figures go as CSV; numbering: one number for the whole run.
        Returns rows, made, failed, there (made before), editions (of a print run), issue (an Issue or None) and the diagnostics.
        """
        with _Call(self._language) as call:
            options, report, issued = _BatchOptions(), _BatchReport(), []
            options.key, options.layout, options.threads = call.text(key), call.text(layout), threads
            options.keep_going, options.shard, options.shards = keep_going, shard, shards
            options.max_pages, options.max_memory, options.max_time_ms = max_pages, max_memory, _milliseconds(max_time)
            options.folder, options.resume, options.numbered, options.volume_pages = call.text(folder), resume, numbered, volume_pages
            options.merged, options.separator = call.text(merged), call.text(separator)
            options.lists, options.list_count = call.array(_Text, call.text, lists)
            options.only, options.only_count = call.array(_Text, call.text, only)
            if figures is not None:
                options.figures = c.pointer(call.sink(figures))
            if numbering is not None:
                options.numbering = call.numbering(numbering)
                options.on_issue = call.callback(_ON_ISSUE, lambda _, i: issued.append(_issue_of(i[0])) or 0, 1)
            if on_edition is not None:
                def called(_, e):
                    on_edition(e[0].row, e[0].key.text, e[0].pages, c.string_at(e[0].pdf, e[0].pdf_size))
                    return 0
                options.on_edition = call.callback(_ON_EDITION, called, 1)
            if progress is not None:
                options.on_progress = call.on_progress(progress)
            brief, table = call.source(brief), call.source(table)
            status = _library.banxin_batch(self._handle, c.byref(brief), c.byref(table), c.byref(options), call.list, c.byref(report))
            call.check(status, (0, _SOME_FAILED) if keep_going else (0,))
            return {"rows": report.rows, "made": report.made, "failed": report.failed, "there": report.there,
                    "editions": report.editions, "issue": issued[0] if issued else None, "diagnostics": call.diagnostics()}

    def verify_batch(self, folder: str) -> int:
        """Whether every edition of a run lies in its folder as it was made; how many there are."""
        with _Call(self._language) as call:
            count = c.c_size_t()
            call.check(_library.banxin_batch_verify(call.text(folder), call.list, c.byref(count)))
            return count.value


class Document(_Owner):
    """A brief on its pages; made by Engine.document. Does not change; any thread may use it.

    title, date, layout; key, number: of the issue, where a register gave it; lines, adjusted, hanzi, hanzi_in_cell: what the lines came to; faces: how many; bound_right; diagnostics: what is
    worth a look.
    """

    def __init__(self, handle, language, diagnostics):
        self._held, self._language, self.diagnostics = _Handle(handle, _library.banxin_document_free), language, diagnostics
        info = self._get(_Info(), _library.banxin_document_info_get)
        self.title, self.date, self.layout = info.title.text, info.date.text, info.layout.text
        self.key, self.number = info.key.text, info.number.text
        self.lines, self.adjusted, self.hanzi, self.hanzi_in_cell = info.lines, info.adjusted, info.hanzi, info.hanzi_in_cell
        self.faces, self.bound_right, self._pages = info.faces, bool(info.bound_right), info.pages

    def __len__(self):
        """How many pages."""
        return self._pages

    def _get(self, out, function, *at):
        if function(self._handle, *map(_place, at), c.byref(out)):
            raise IndexError(at)
        return out

    def write(self, to):
        """The PDF to a path, where it appears whole or not at all, or to an open binary file."""
        with _Call(self._language) as call:
            sink = call.sink(to)
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
        if function(self._handle, _place(page), item, out, size, None):
            raise IndexError((page, item))
        return out

    def face(self, number):
        """A face from 0: role, postscript_name, path (or a source's name), index in a collection."""
        face = self._get(_Face(), _library.banxin_document_face, number)
        return {"role": face.role.text, "postscript_name": face.postscript_name.text, "path": face.path.text, "index": face.index}


class Register(_Owner):
    """Numbers that are given once: a file that any number of processes on one machine may use. The object belongs to one thread at a time.

    writes False: it is only looked at, also where nothing may be written; diagnostics: what the last call found worth a look.
    """

    @staticmethod
    def create(path: str, language: int = ENGLISH) -> None:
        """A new file, where there must be none."""
        with _Call(language) as call:
            call.check(_library.banxin_register_create(call.text(path), call.list))

    def __init__(self, path: str, *, writes: bool = True, language: int = ENGLISH):
        handle, self._language = c.c_void_p(), language
        with _Call(language) as call:
            call.check(_library.banxin_register_open(call.text(path), 0 if writes else 1, call.list, c.byref(handle)))
            self._held = _Handle(handle, _library.banxin_register_free)
            self.diagnostics = call.diagnostics()

    def _call(self, name, *arguments, stamp=None, result=None):
        """Texts as they are in Python; a stamp and a result stand last, in this order around the list of diagnostics."""
        with _Call(self._language) as call:
            passed = [call.text(a) if isinstance(a, str) else a(call) if callable(a) else a for a in arguments]
            if stamp is not None:
                passed.append(c.byref(call.stamp(stamp)))
            after = [] if result is None else [c.byref(result)]
            call.check(getattr(_library, f"banxin_register_{name}")(self._handle, *passed, call.list, *after))
            self.diagnostics = call.diagnostics()

    def _collect(self, name, kind, take, *arguments, stamp=None):
        found = []
        with _Call(self._language) as call:
            passed = [call.text(a) for a in arguments]
            if stamp is not None:
                passed.append(c.byref(call.stamp(stamp)))
            callback = call.callback(kind, lambda _, one: found.append(take(one[0])) or 0, 1)
            call.check(getattr(_library, f"banxin_register_{name}")(self._handle, *passed, callback, None, call.list))
            self.diagnostics = call.diagnostics()
        return found

    def add(self, series: Series, stamp: Stamp | None = None) -> None:
        def data(call):
            out = _Series()
            out.name, out.pattern, out.last = map(call.text, (series.name, series.pattern, series.last))
            out.running, out.supplement, out.last_total = series.running, series.supplement, series.last_total
            call.kept.append(out)
            return c.byref(out)
        self._call("add_series", data, stamp=stamp or Stamp())

    def series(self) -> list[Series]:
        return self._collect("series", _ON_SERIES, lambda s: Series(s.name.text, s.pattern.text, bool(s.running), bool(s.supplement),
                                                                    s.last.text, s.last_total))

    def next(self, series: str, year: int) -> Issue:
        """The number that would come next; nothing is taken."""
        out = _Issue()
        self._call("next", series, _whole(year, 32), result=out)
        return _issue_of(out)

    def reserve(self, series: str, year: int, stamp: Stamp | None = None, *, replaces: str = "") -> Issue:
        """Takes it; replaces: key of the issue that the new one replaces."""
        out, stamp, year = _Issue(), stamp or Stamp(), _whole(year, 32)
        if replaces:
            self._call("reissue", series, replaces, year, stamp=stamp, result=out)
        else:
            self._call("reserve", series, year, stamp=stamp, result=out)
        return _issue_of(out)

    @staticmethod
    def _publication(title, copies, shares, files):
        def data(call):
            out = _Publication()
            out.title, out.copies = call.text(title), copies
            out.shares, out.share_count = call.array(_Share, call.share, shares)
            out.files, out.file_count = call.array(_File, call.file, files)
            call.kept.append(out)
            return c.byref(out)
        return data

    def issue(self, series: str, key: str, stamp: Stamp | None = None, *, title: str = "", copies: int = 0, shares: Iterable[Share] = (),
              files: Iterable[File] = ()) -> None:
        """A reserved number was published."""
        self._call("issue", series, key, self._publication(title, copies, shares, files), stamp=stamp or Stamp())

    def void(self, series: str, key: str, reason: str, stamp: Stamp | None = None) -> None:
        self._call("void", series, key, reason, stamp=stamp or Stamp())

    def reprint(self, series: str, key: str, copies: int, reason: str = "", stamp: Stamp | None = None, *,
                shares: Iterable[Share] = ()) -> None:
        """What was issued was printed again: so many copies more."""
        self._call("reprint", series, key, self._publication("", copies, shares, ()), reason, stamp=stamp or Stamp())

    def give_out(self, series: str, key: str, shares: Iterable[Share], stamp: Stamp | None = None) -> None:
        """Gives out the next free copy numbers of what was printed."""
        shares = list(shares)
        self._call("give_out", series, key, lambda call: call.array(_Share, call.share, shares)[0], len(shares), stamp=stamp or Stamp())

    def find(self, series: str, key: str) -> Issue:
        out = _Issue()
        self._call("find", series, key, result=out)
        return _issue_of(out)

    def issues(self, series: str = "") -> list[Issue]:
        """Of a series, or of all, in the order in which numbers were given."""
        return self._collect("list", _ON_ISSUE, _issue_of, series)

    def text(self, form: str, series: str = "", key: str = "") -> str:
        """The register as people read it; form: see FORMS."""
        out = c.c_void_p()
        self._call("text", FORMS.index(form), series, key, self._language, result=out)
        text = c.string_at(_library.banxin_bytes_data(out), _library.banxin_bytes_size(out)).decode("utf-8")
        _library.banxin_bytes_free(out)
        return text

    def verify(self) -> int:
        """The register itself, and every recorded file by its hash; how many were compared."""
        out = c.c_size_t()
        self._call("verify", result=out)
        return out.value

    def backup(self, path: str) -> None:
        self._call("backup", path)

    def recover(self, stamp: Stamp | None = None, series: str = "", key: str = "", reason: str = "") -> list[Issue]:
        """After a crash: settles numbers whose document was under way; series, key and reason decide about one where nothing else can."""
        return self._collect("recover", _ON_ISSUE, _issue_of, series, key, reason, stamp=stamp or Stamp())

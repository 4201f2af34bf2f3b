"""The structs and callbacks of banxin.h."""
import ctypes as c
import operator

READ = c.CFUNCTYPE(c.c_ssize_t, c.c_void_p, c.c_void_p, c.c_size_t)
WRITE = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_size_t)


class Text(c.Structure):
    _fields_ = [("data", c.c_void_p), ("size", c.c_size_t)]

    @property
    def text(self):
        return c.string_at(self.data, self.size).decode("utf-8", "surrogateescape") if self.size else ""


BITS = {c.c_int: 31, c.c_uint32: 32, c.c_uint64: 64, c.c_size_t: 64}


def whole(value, bits, name):
    """A number as C takes it: ctypes would cut off what is too much of it."""
    if not hasattr(value, "__index__"):
        raise TypeError(f"{name} is to be a whole number, not {type(value).__name__}")
    value = operator.index(value)
    if not 0 <= value < 1 << bits:
        raise OverflowError(f"{name} is to be a number from 0 to {(1 << bits) - 1}, not {value}")
    return value


class Checked(c.Structure):
    """A struct in which every number is in its range."""

    def __setattr__(self, name, value):
        bits = BITS.get(dict(self._fields_).get(name))
        super().__setattr__(name, value if bits is None else whole(value, bits, name))


class Sized(Checked):
    """A struct that says how much of it the caller knows."""

    def __init__(self):
        super().__init__()
        self.struct_size = c.sizeof(self)


def fields(*pairs):
    return [("struct_size", c.c_size_t), *pairs]


class Progress(Sized):
    _fields_ = fields(("stage", c.c_int), ("done", c.c_uint64), ("all", c.c_uint64))


ON_TIME = c.CFUNCTYPE(None, c.c_void_p, Text, c.c_double)
ON_PROGRESS = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(Progress))


class Source(Sized):
    _fields_ = fields(("name", Text), ("data", c.c_void_p), ("data_size", c.c_size_t), ("read", READ), ("user", c.c_void_p))


class Sink(Sized):
    _fields_ = fields(("path", Text), ("write", WRITE), ("user", c.c_void_p), ("descriptor", c.c_int), ("fresh", c.c_int))


class Diagnostic(Sized):
    _fields_ = fields(("severity", c.c_int), ("code", c.c_int), ("to_confirm", c.c_int), ("code_name", Text), ("file", Text),
                       ("line", c.c_uint32), ("column", c.c_uint32), ("message", Text), ("rendered", Text), ("json", Text))


class Summary(Sized):
    _fields_ = fields(("errors", c.c_size_t), ("to_confirm", c.c_size_t), ("dropped", c.c_size_t), ("exit_code", c.c_int))


class EngineOptions(Sized):
    _fields_ = fields(("layouts", c.POINTER(Source)), ("layout_count", c.c_size_t), ("layout_folders", c.POINTER(Text)),
                       ("layout_folder_count", c.c_size_t), ("catalogue", c.POINTER(Source)), ("fonts", c.POINTER(Source)),
                       ("font_count", c.c_size_t), ("font_folders", c.POINTER(Text)), ("font_folder_count", c.c_size_t),
                       ("no_system_fonts", c.c_int), ("free_fonts", c.c_int), ("font_index", Text), ("no_official_layouts", c.c_int),
                      ("fonts_when_needed", c.c_int), ("layout_files", c.c_int))


class Stamp(Sized):
    _fields_ = fields(("at", Text), ("who", Text))


class Numbering(Sized):
    _fields_ = fields(("registry", Text), ("series", Text), ("replaces", Text), ("reprints", Text), ("stamp", c.POINTER(Stamp)))


class Range(Checked):
    _fields_ = [("first", c.c_uint32), ("last", c.c_uint32)]


class DocumentOptions(Sized):
    _fields_ = fields(("layout", Text), ("grid", c.c_int), ("max_pages", c.c_uint32), ("max_memory", c.c_uint64),
                       ("max_time_ms", c.c_uint32), ("on_progress", ON_PROGRESS), ("user", c.c_void_p), ("issue_number", c.c_uint32),
                       ("issue_total", c.c_uint32), ("copies", c.POINTER(Range)), ("copy_count", c.c_size_t),
                       ("numbering", c.POINTER(Numbering)), ("stop", c.c_void_p), ("on_time", ON_TIME), ("pictures", c.POINTER(Source)),
                       ("picture_count", c.c_size_t))


class Outputs(Sized):
    _fields_ = fields(("pdf", c.POINTER(Sink)), ("dump", c.POINTER(Sink)))


class Series(Sized):
    _fields_ = fields(("name", Text), ("pattern", Text), ("running", c.c_int), ("supplement", c.c_int), ("last", Text),
                       ("last_total", c.c_uint32))


class Share(Checked):
    _fields_ = [("recipient", Text), ("copies", c.c_uint32), ("first", c.c_uint32)]


class File(c.Structure):
    _fields_ = [("role", Text), ("path", Text), ("sha256", Text)]


class Event(c.Structure):
    _fields_ = [("kind", c.c_int), ("at", Text), ("who", Text), ("note", Text), ("title", Text), ("copies", c.c_uint32),
                ("shares", c.POINTER(Share)), ("share_count", c.c_size_t), ("files", c.POINTER(File)), ("file_count", c.c_size_t)]


class Issue(Sized):
    _fields_ = fields(("year", c.c_uint32), ("number", c.c_uint32), ("total", c.c_uint32), ("state", c.c_int), ("key", Text),
                       ("text", Text), ("title", Text), ("copies", c.c_uint64), ("series", Text), ("replaces", Text),
                       ("replaced_by", Text), ("events", c.POINTER(Event)), ("event_count", c.c_size_t))


class Publication(Sized):
    _fields_ = fields(("title", Text), ("copies", c.c_uint32), ("path", Text), ("sha256", Text), ("shares", c.POINTER(Share)),
                       ("share_count", c.c_size_t), ("files", c.POINTER(File)), ("file_count", c.c_size_t))


ON_ISSUE = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(Issue))
ON_SERIES = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(Series))


class Edition(Sized):
    _fields_ = fields(("row", c.c_size_t), ("key", Text), ("pages", c.c_size_t), ("pdf", c.c_void_p), ("pdf_size", c.c_size_t))


ON_EDITION = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(Edition))


class BatchOptions(Sized):
    _fields_ = fields(("key", Text), ("layout", Text), ("threads", c.c_uint32), ("keep_going", c.c_int), ("shard", c.c_uint32),
                       ("shards", c.c_uint32), ("on_edition", ON_EDITION), ("on_progress", ON_PROGRESS), ("user", c.c_void_p),
                       ("max_pages", c.c_uint32), ("max_memory", c.c_uint64), ("max_time_ms", c.c_uint32), ("folder", Text),
                       ("resume", c.c_int), ("lists", c.POINTER(Text)), ("list_count", c.c_size_t), ("numbered", c.c_int),
                       ("only", c.POINTER(Text)), ("only_count", c.c_size_t), ("merged", Text), ("separator", Text),
                       ("volume_pages", c.c_uint32), ("figures", c.POINTER(Sink)), ("numbering", c.POINTER(Numbering)),
                       ("on_issue", ON_ISSUE), ("discard", c.c_int), ("temporary", Text), ("language", c.c_int), ("stop", c.c_void_p),
                       ("on_time", ON_TIME), ("pictures", c.POINTER(Source)), ("picture_count", c.c_size_t))


class BatchReport(Sized):
    _fields_ = fields(("rows", c.c_size_t), ("made", c.c_size_t), ("failed", c.c_size_t), ("there", c.c_size_t),
                       ("editions", c.c_size_t), ("pages", c.c_uint64), ("bytes", c.c_uint64), ("set_twice", c.c_size_t))


class Info(Sized):
    _fields_ = fields(("pages_version", c.c_int), ("pages", c.c_size_t), ("faces", c.c_size_t), ("lines", c.c_uint64),
                       ("adjusted", c.c_uint64), ("hanzi", c.c_uint64), ("hanzi_in_cell", c.c_uint64), ("title", Text),
                       ("date", Text), ("layout", Text), ("bound_right", c.c_int), ("key", Text), ("number", Text))


class Rect(c.Structure):
    """x, y from the paper's upper left corner, width, height."""
    _fields_ = [("x", c.c_int64), ("y", c.c_int64), ("width", c.c_int64), ("height", c.c_int64)]


class Page(Sized):
    _fields_ = fields(("width", c.c_int64), ("height", c.c_int64), ("trim", Rect), ("text_block", Rect), ("label", Text),
                       ("items", c.c_size_t))


class Item(Sized):
    _fields_ = fields(("kind", c.c_int), ("cyan", c.c_double), ("magenta", c.c_double), ("yellow", c.c_double), ("black", c.c_double),
                       ("text", Text), ("face", c.c_size_t), ("glyphs", c.c_size_t), ("x", c.c_int64), ("y", c.c_int64),
                       ("size", c.c_int64), ("orientation", c.c_int), ("stretch", c.c_int), ("right_to_left", c.c_int), ("box", Rect),
                       ("thickness", c.c_int64), ("closed", c.c_int), ("file", Text), ("line", c.c_uint32), ("column", c.c_uint32))


class Glyph(c.Structure):
    """id in the font file; cluster: byte in the item's text; x, y from the item's; advance to the next."""
    _fields_ = [("id", c.c_uint32), ("cluster", c.c_uint32), ("x", c.c_int64), ("y", c.c_int64), ("advance", c.c_int64)]


class Stroke(c.Structure):
    """curved: a Bezier curve with two control points."""
    _fields_ = [("curved", c.c_int), ("x", c.c_int64), ("y", c.c_int64), ("first_x", c.c_int64), ("first_y", c.c_int64),
                ("second_x", c.c_int64), ("second_y", c.c_int64)]


class Picture(Sized):
    _fields_ = fields(("jpeg", c.c_int), ("columns", c.c_uint32), ("rows", c.c_uint32), ("components", c.c_int), ("inverted", c.c_int),
                       ("turn", c.c_int), ("data", c.c_void_p), ("data_size", c.c_size_t))


class Face(Sized):
    _fields_ = fields(("role", Text), ("postscript_name", Text), ("path", Text), ("index", c.c_uint32))

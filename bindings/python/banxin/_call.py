"""One call over the border: what it is given in C, its callbacks, and what came of it."""
from __future__ import annotations

import ctypes as c
import io
import operator
import os

from . import _structs as s
from ._library import library
from ._values import CHINESE, ENGLISH, SEVERITIES, STAGES, Diagnostic, Error, NewFile, Numbering, Stamp, Summary

_NO_MEMORY = 80
_NOWHERE = c.c_size_t(-1).value


def wanted(kind, value, name):
    """A value of one of these kinds."""
    if not isinstance(value, kind):
        kinds = " or ".join(one.__name__ for one in (kind if isinstance(kind, tuple) else (kind,)))
        raise TypeError(f"{name} is to be of the type {kinds}, not {type(value).__name__}")
    return value


def flag(value, name):
    if value not in (False, True) or not isinstance(value, int):
        raise TypeError(f"{name} is to be True or False, not {value!r}")
    return int(value)


def called(value, name):
    if not callable(value):
        raise TypeError(f"{name} is to be a function, not {type(value).__name__}")
    return value


def language_of(value):
    if wanted(int, value, "language") not in (ENGLISH, CHINESE):
        raise ValueError(f"language is to be ENGLISH or CHINESE, not {value}")
    return int(value)


def milliseconds(seconds, name="max_time"):
    """At least one, where there is a limit."""
    if not wanted((int, float), seconds, name) >= 0:
        raise ValueError(f"{name} is to be a time in seconds, not {seconds}")
    return max(round(seconds * 1000), int(seconds > 0))


def place(number):
    """In a list; one that C cannot count to is nowhere."""
    number = operator.index(number)
    return number if 0 <= number < _NOWHERE else _NOWHERE


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


class Handle:
    """What the library made: freed when the last call that was given it is over, and nobody has it any more."""

    def __init__(self, pointer, free):
        self._as_parameter_, self._free = pointer, free

    def __del__(self):
        self._free(self._as_parameter_)


class Owner:
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


class Stop(Owner):
    """Ends work from outside: from another thread, or from a callback. What was begun with it ends soon, as does what is begun later."""

    def __init__(self):
        made = c.c_void_p()
        if library.banxin_stop_new(c.byref(made)):
            raise MemoryError
        self._held = Handle(made, library.banxin_stop_free)

    def now(self) -> None:
        library.banxin_stop_now(self._handle)


class Call:
    """One call over the border: its diagnostics, what it must keep alive, and what its callbacks raised."""

    def __init__(self, language):
        self.kept, self.raised = [], None
        self.list = c.c_void_p()
        if library.banxin_diagnostics_new(language_of(language), c.byref(self.list)):
            raise MemoryError

    def __enter__(self):
        return self

    def __exit__(self, *_):
        library.banxin_diagnostics_free(self.list)

    def text(self, text, name):
        data = os.fsencode(wanted((str, os.PathLike), text, name))
        buffer = c.create_string_buffer(data, len(data))
        self.kept.append(buffer)
        return s.Text(c.addressof(buffer), len(data))

    def texts(self, texts, name):
        return self.array(s.Text, lambda one: self.text(one, name), texts, name)

    def callback(self, kind, function, failed):
        def guarded(*arguments):
            try:
                return function(*arguments)
            except BaseException as raised:  # comes out of the call
                if self.raised is None:
                    self.raised = raised
                return failed
        self.kept.append(kind(guarded))
        return self.kept[-1]

    def on_progress(self, progress):
        called(progress, "progress")
        return self.callback(s.ON_PROGRESS, lambda _, p: int(progress(STAGES[p[0].stage], p[0].done, p[0].all) is False), 1)

    def on_time(self, on_time):
        called(on_time, "on_time")

        def told(_, stage, ms):
            on_time(stage.text, ms / 1000)
        return self.callback(s.ON_TIME, told, None)

    def stop(self, stop):
        handle = wanted(Stop, stop, "stop")._handle
        self.kept.append(handle)
        return handle._as_parameter_

    def source(self, source, what):
        out = s.Source()
        if not isinstance(source, tuple):
            if not isinstance(source, (str, os.PathLike)):
                raise TypeError(f"{what} is to be a path or a pair (name, content), not {type(source).__name__}")
            out.name = self.text(source, what)
            return out
        if len(source) != 2:
            raise TypeError(f"{what} is to be a path or a pair (name, content), not {len(source)} values")
        name, content = source
        out.name = self.text(name, f"the name of {what}")
        if hasattr(content, "read"):
            def read(_, to, size):
                piece = bytes(memoryview(content.read(size)))
                if len(piece) > size:
                    raise ValueError(f"{len(piece)} bytes were read where {size} were asked for")
                c.memmove(to, piece, len(piece))
                return len(piece)
            out.read = self.callback(s.READ, read, -1)
            return out
        data = bytes(memoryview(content))
        self.kept.append(data)
        out.data = c.cast(c.c_char_p(data), c.c_void_p)
        out.data_size = len(data)
        return out

    def sources(self, sources, name):
        return self.array(s.Source, lambda one: self.source(one, name), sources, name)

    def sink(self, to, name):
        out = s.Sink()
        if hasattr(to, "write"):
            def write(_, data, size):
                _write_all(to, c.string_at(data, size))
                return 0
            out.write = self.callback(s.WRITE, write, 1)
        elif isinstance(to, int) and not isinstance(to, bool):
            if to < 1:
                raise ValueError(f"{name} is to be a descriptor above 0, not {to}")
            out.descriptor, out.path = to, self.text(f"descriptor {to}", name)
        elif isinstance(to, NewFile):
            out.path, out.fresh = self.text(to.path, name), 1
        elif isinstance(to, (str, os.PathLike)):
            out.path = self.text(to, name)
        else:
            raise TypeError(f"{name} is to be a path, a NewFile, an open binary file or a descriptor, not {type(to).__name__}")
        return out

    def stamp(self, stamp):
        wanted(Stamp, stamp, "stamp")
        out = s.Stamp()
        out.at, out.who = self.text(stamp.at, "stamp.at"), self.text(stamp.who, "stamp.who")
        self.kept.append(out)
        return out

    def numbering(self, numbering):
        wanted(Numbering, numbering, "numbering")
        out = s.Numbering()
        out.registry, out.series = self.text(numbering.register, "numbering.register"), self.text(numbering.series, "numbering.series")
        out.replaces, out.reprints = self.text(numbering.replaces, "numbering.replaces"), self.text(numbering.reprints, "numbering.reprints")
        out.stamp = c.pointer(self.stamp(numbering.stamp))
        return c.pointer(out)

    def array(self, kind, make, items, name):
        if isinstance(items, (str, bytes, os.PathLike)) or not hasattr(items, "__iter__"):
            raise TypeError(f"{name} is to be a list, not {type(items).__name__}")
        items = [make(item) for item in items]
        out = (kind * len(items))()
        for at, item in enumerate(items):
            out[at] = item
        self.kept.append(out)
        return out, len(items)

    def diagnostics(self):
        out, d = [], s.Diagnostic()
        for i in range(library.banxin_diagnostics_count(self.list, None)):
            if not library.banxin_diagnostics_get(self.list, i, c.byref(d)):
                out.append(Diagnostic(SEVERITIES[d.severity], d.code_name.text, bool(d.to_confirm), d.file.text, d.line, d.column,
                                      d.message.text, d.rendered.text, d.json.text))
        return tuple(out)

    def summary(self):
        out = s.Summary()
        library.banxin_diagnostics_summary(self.list, c.byref(out))
        return Summary(out.errors, out.to_confirm, out.dropped, out.exit_code)

    def check(self, status, done=(0,)):
        if self.raised is not None:
            raise self.raised
        if status == _NO_MEMORY:
            raise MemoryError
        if status not in done:
            raise Error(status, self.diagnostics(), self.summary())

    def limits(self, out, max_memory, max_time, progress, stop):
        """Of a work that has options of a document or a batch."""
        out.max_memory, out.max_time_ms = s.whole(max_memory, 64, "max_memory"), milliseconds(max_time)
        if progress is not None:
            out.on_progress = self.on_progress(progress)
        if stop is not None:
            out.stop = self.stop(stop)

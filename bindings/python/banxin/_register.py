"""Numbers that are given once."""
from __future__ import annotations

import ctypes as c
from collections.abc import Iterable

from . import _structs as s
from ._call import Call, Handle, Owner, flag, language_of, wanted
from ._library import library, taken
from ._values import ENGLISH, File, Issue, Path, Series, Share, Stamp, issue_of

FORMS = ("series", "list", "page", "csv")


def _by(stamp):
    return Stamp() if stamp is None else stamp


def _shares(call, shares):
    def made(share):
        wanted(Share, share, "a share")
        return s.Share(call.text(share.recipient, "share.recipient"), s.whole(share.copies, 32, "share.copies"),
                       s.whole(share.first, 32, "share.first"))
    return call.array(s.Share, made, shares, "shares")


def _file(call, file):
    wanted(File, file, "a file")
    return s.File(call.text(file.role, "file.role"), call.text(file.path, "file.path"), call.text(file.sha256, "file.sha256"))


class Register(Owner):
    """Numbers that are given once: a file that any number of processes on one machine may use. The object belongs to one thread at a time.

    writes False: it is only looked at, also where nothing may be written; diagnostics: what the last call found worth a look.
    """

    @staticmethod
    def create(path: Path, language: int = ENGLISH) -> None:
        """A new file, where there must be none."""
        with Call(language) as call:
            call.check(library.banxin_register_create(call.text(path, "path"), call.list))

    def __init__(self, path: Path, *, writes: bool = True, language: int = ENGLISH):
        handle, self._language = c.c_void_p(), language_of(language)
        with Call(language) as call:
            use = 1 - flag(writes, "writes")
            call.check(library.banxin_register_open(call.text(path, "path"), use, call.list, c.byref(handle)))
            self._held = Handle(handle, library.banxin_register_free)
            self.diagnostics = call.diagnostics()

    def _call(self, name, *arguments, stamp=None, result=None, **texts):
        """What C takes, in this order: texts by their name, other arguments, a stamp, the list of diagnostics, a result."""
        with Call(self._language) as call:
            passed = [call.text(text, what) for what, text in texts.items()]
            passed += [a(call) if callable(a) else a for a in arguments]
            if stamp is not None:
                passed.append(c.byref(call.stamp(stamp)))
            after = [] if result is None else [c.byref(result)]
            call.check(getattr(library, f"banxin_register_{name}")(self._handle, *passed, call.list, *after))
            self.diagnostics = call.diagnostics()

    def _collect(self, name, kind, take, *, stamp=None, **texts):
        found = []
        with Call(self._language) as call:
            passed = [call.text(text, what) for what, text in texts.items()]
            if stamp is not None:
                passed.append(c.byref(call.stamp(stamp)))
            callback = call.callback(kind, lambda _, one: found.append(take(one[0])) or 0, 1)
            call.check(getattr(library, f"banxin_register_{name}")(self._handle, *passed, callback, None, call.list))
            self.diagnostics = call.diagnostics()
        return found

    def add(self, series: Series, stamp: Stamp | None = None) -> None:
        wanted(Series, series, "series")

        def data(call):
            out = s.Series()
            out.name, out.pattern = call.text(series.name, "series.name"), call.text(series.pattern, "series.pattern")
            out.last, out.last_total = call.text(series.last, "series.last"), series.last_total
            out.running, out.supplement = flag(series.running, "series.running"), flag(series.supplement, "series.supplement")
            call.kept.append(out)
            return c.byref(out)
        self._call("add_series", data, stamp=_by(stamp))

    def series(self) -> list[Series]:
        return self._collect("series", s.ON_SERIES, lambda s: Series(s.name.text, s.pattern.text, bool(s.running), bool(s.supplement),
                                                                    s.last.text, s.last_total))

    def next(self, series: str, year: int) -> Issue:
        """The number that would come next; nothing is taken."""
        out = s.Issue()
        self._call("next", s.whole(year, 32, "year"), result=out, series=series)
        return issue_of(out)

    def reserve(self, series: str, year: int, stamp: Stamp | None = None, *, replaces: str = "") -> Issue:
        """Takes it; replaces: key of the issue that the new one replaces."""
        out, stamp, year = s.Issue(), _by(stamp), s.whole(year, 32, "year")
        if replaces:
            self._call("reissue", year, stamp=stamp, result=out, series=series, replaces=replaces)
        else:
            self._call("reserve", year, stamp=stamp, result=out, series=series)
        return issue_of(out)

    @staticmethod
    def _publication(title, copies, shares, files):
        def data(call):
            out = s.Publication()
            out.title, out.copies = call.text(title, "title"), copies
            out.shares, out.share_count = _shares(call, shares)
            out.files, out.file_count = call.array(s.File, lambda file: _file(call, file), files, "files")
            call.kept.append(out)
            return c.byref(out)
        return data

    def issue(self, series: str, key: str, stamp: Stamp | None = None, *, title: str = "", copies: int = 0, shares: Iterable[Share] = (),
              files: Iterable[File] = ()) -> None:
        """A reserved number was published."""
        self._call("issue", self._publication(title, copies, shares, files), stamp=_by(stamp), series=series, key=key)

    def void(self, series: str, key: str, reason: str, stamp: Stamp | None = None) -> None:
        self._call("void", stamp=_by(stamp), series=series, key=key, reason=reason)

    def reprint(self, series: str, key: str, copies: int, reason: str = "", stamp: Stamp | None = None, *,
                shares: Iterable[Share] = ()) -> None:
        """What was issued was printed again: so many copies more."""
        self._call("reprint", self._publication("", copies, shares, ()), lambda call: call.text(reason, "reason"), stamp=_by(stamp),
                   series=series, key=key)

    def give_out(self, series: str, key: str, shares: Iterable[Share], stamp: Stamp | None = None) -> None:
        """Gives out the next free copy numbers of what was printed."""
        shares = list(shares)
        self._call("give_out", lambda call: _shares(call, shares)[0], len(shares), stamp=_by(stamp), series=series, key=key)

    def find(self, series: str, key: str) -> Issue:
        out = s.Issue()
        self._call("find", result=out, series=series, key=key)
        return issue_of(out)

    def issues(self, series: str = "") -> list[Issue]:
        """Of a series, or of all, in the order in which numbers were given."""
        return self._collect("list", s.ON_ISSUE, issue_of, series=series)

    def text(self, form: str, series: str = "", key: str = "") -> str:
        """The register as people read it; form: see FORMS."""
        if form not in FORMS:
            raise ValueError(f"form is to be one of {', '.join(FORMS)}, not {form!r}")
        out = c.c_void_p()
        self._call("text", FORMS.index(form), lambda call: call.text(series, "series"), lambda call: call.text(key, "key"), self._language,
                   result=out)
        return taken(out)

    def verify(self) -> int:
        """The register itself, and every recorded file by its hash; how many were compared."""
        out = c.c_size_t()
        self._call("verify", result=out)
        return out.value

    def backup(self, path: Path) -> None:
        self._call("backup", path=path)

    def recover(self, stamp: Stamp | None = None, series: str = "", key: str = "", reason: str = "") -> list[Issue]:
        """After a crash: settles numbers whose document was under way; series, key and reason decide about one where nothing else can."""
        return self._collect("recover", s.ON_ISSUE, issue_of, stamp=_by(stamp), series=series, key=key, reason=reason)

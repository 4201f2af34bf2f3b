"""Many editions: a brief with fields, a table with a row for each."""
from __future__ import annotations

import ctypes as c
from collections.abc import Callable, Iterable

from . import _structs as s
from ._call import Call, Owner, Stop, called, flag
from ._library import library
from ._values import Numbering, OnTime, Path, Progress, Sink, Source, issue_of

_SOME_FAILED = 4


def _on_edition(call, on_edition):
    called(on_edition, "on_edition")

    def taken(_, e):
        on_edition(e[0].row, e[0].key.text, e[0].pages, c.string_at(e[0].pdf, e[0].pdf_size))
        return 0
    return call.callback(s.ON_EDITION, taken, 1)


class Batches(Owner):
    """What an Engine makes of tables."""
    _language = 0

    def batch(self, brief: Source, table: Source, on_edition: Callable[[int, str, int, bytes], object] | None = None, *, key: str = "",
              layout: str = "", threads: int = 0, keep_going: bool = False, shard: int = 0, shards: int = 0,
              progress: Progress | None = None, max_pages: int = 0, max_memory: int = 0, max_time: float = 0.0, folder: Path = "",
              resume: bool = False, lists: Iterable[str] = (), numbered: bool = False, only: Iterable[str] = (), merged: str = "",
              separator: str = "", volume_pages: int = 0, figures: Sink | None = None, numbering: Numbering | None = None,
              discard: bool = False, temporary: Path = "", stop: Stop | None = None, on_time: OnTime | None = None,
              pictures: Iterable[Source] = ()) -> dict:
        """A brief with fields and a table with a row for each edition: all are checked, then on_edition(row, key, pages, pdf) is called for
        each, one call at a time, rows in no order, or they are published in `folder` with a manifest; without either all is only checked.

        key: the column that names the editions; threads: 0 is one for each processor; keep_going: editions that have faults are left out;
        shard, shards: only every `shards`th row, beginning with the `shard`th, from 1; max_pages, max_memory, max_time: of an edition;
        resume: the folder may hold a part of the same run; lists: layouts of lists beside the editions; numbered: each PDF holds all copies
        of its edition; only: "NAME", "NAME:41-50", "000041-000050"; merged: one print run in volumes of this name, with separator (a
        layout) and volume_pages; figures: where the marked figures go as CSV; numbering: one number for the whole run; discard: all is
        made, and handed to nobody; temporary: folder for what is set aside meanwhile, else /tmp; stop: editions under way are finished,
        nothing is published, and `resume` goes on; on_time(stage, seconds) tells after success how long each stage took;
        pictures: as in Engine.document. Returns rows, made, failed, there (made before), editions (of a print run), pages and bytes (of what is discarded), set_twice, issue
        (an Issue or None), the diagnostics and their summary.
        """
        with Call(self._language) as call:
            options, report, issued = s.BatchOptions(), s.BatchReport(), []
            options.key, options.layout, options.threads = call.text(key, "key"), call.text(layout, "layout"), s.whole(threads, 32, "threads")
            options.keep_going, options.shard, options.shards = flag(keep_going, "keep_going"), shard, shards
            options.max_pages = max_pages
            call.limits(options, max_memory, max_time, progress, stop)
            options.folder, options.temporary = call.text(folder, "folder"), call.text(temporary, "temporary")
            options.resume, options.numbered, options.discard = flag(resume, "resume"), flag(numbered, "numbered"), flag(discard, "discard")
            options.merged, options.separator = call.text(merged, "merged"), call.text(separator, "separator")
            options.volume_pages, options.language = volume_pages, self._language
            options.lists, options.list_count = call.texts(lists, "lists")
            options.only, options.only_count = call.texts(only, "only")
            if figures is not None:
                options.figures = c.pointer(call.sink(figures, "figures"))
            if numbering is not None:
                options.numbering = call.numbering(numbering)
                options.on_issue = call.callback(s.ON_ISSUE, lambda _, i: issued.append(issue_of(i[0])) or 0, 1)
            if on_edition is not None:
                options.on_edition = _on_edition(call, on_edition)
            if on_time is not None:
                options.on_time = call.on_time(on_time)
            options.pictures, options.picture_count = call.sources(pictures, "pictures")
            brief, table = call.source(brief, "brief"), call.source(table, "table")
            status = library.banxin_batch(self._handle, c.byref(brief), c.byref(table), c.byref(options), call.list, c.byref(report))
            call.check(status, (0, _SOME_FAILED) if keep_going else (0,))
            counts = {name: getattr(report, name) for name, _ in s.BatchReport._fields_[1:]}
            return {**counts, "issue": issued[0] if issued else None, "diagnostics": call.diagnostics(), "summary": call.summary()}

    def verify_batch(self, folder: Path) -> int:
        """Whether every edition of a run lies in its folder as it was made; how many there are."""
        with Call(self._language) as call:
            count = c.c_size_t()
            call.check(library.banxin_batch_verify(call.text(folder, "folder"), call.list, c.byref(count)))
            return count.value

"""What is handed in and out, as plain data."""
from __future__ import annotations

import datetime
import getpass
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO, Union

from ._library import library

ENGLISH, CHINESE = 0, 1
SEVERITIES = ("note", "warning", "error")
STAGES = ("read", "set", "paginate", "pdf", "check", "make")
STATES = ("reserved", "issued", "replaced", "void")
EVENTS = ("reserved", "prepared", "released", "issued", "void", "replaced", "reprinted", "copies")

Path = Union[str, os.PathLike]
Source = Union[Path, tuple[str, bytes], tuple[str, BinaryIO]]
Progress = Callable[[str, int, int], object]
OnTime = Callable[[str, float], object]


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
    json: str          # the same and the message's arguments, as one JSON object

    def __str__(self):
        return self.rendered


@dataclass(frozen=True)
class Summary:
    """All that a call has found, also what was too much to be kept."""
    errors: int
    to_confirm: int
    dropped: int
    exit_code: int  # what a program that did this work ends with


@dataclass(frozen=True)
class NewFile:
    """A file that is not there yet."""
    path: Path


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


Sink = Union[Path, NewFile, BinaryIO, int]


class Error(Exception):
    """A call that failed: nothing was made or written, and every object can be used as before."""

    def __init__(self, status, diagnostics=(), summary=None):
        self.status, self.diagnostics, self.summary = status, tuple(diagnostics), summary
        super().__init__("\n".join([library.banxin_status_text(status, ENGLISH).text, *map(str, self.diagnostics)]))


def issue_of(i):
    def event(e):
        return Event(EVENTS[e.kind], e.at.text, e.who.text, e.note.text, e.title.text, e.copies,
                     tuple(Share(s.recipient.text, s.copies, s.first) for s in e.shares[:e.share_count]),
                     tuple(File(f.role.text, f.path.text, f.sha256.text) for f in e.files[:e.file_count]))
    return Issue(i.series.text, i.key.text, i.text.text, i.year, i.number, i.total, STATES[i.state], i.title.text, i.copies,
                 i.replaces.text, i.replaced_by.text, tuple(event(e) for e in i.events[:i.event_count]))

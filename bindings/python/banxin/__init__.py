"""Typesets Chinese work briefs: XML in, placed pages and PDF out.

    import banxin
    engine = banxin.Engine()
    document = engine.document("brief.xml")
    document.write("brief.pdf")

An Engine is made once and shared by all threads; documents are made in parallel (the interpreter's lock is released meanwhile).
A source is a path (str or os.PathLike), a pair (name, bytes), or a pair (name, open binary file). A sink is a path, where a file appears
whole or not at all, NewFile(path), an open binary file, or the number of an open descriptor. Lengths are whole numbers of which 36000
make a millimetre, times are seconds, memory is bytes. What fails raises Error with its status, diagnostics and their summary; what a
callback raises comes out unchanged, and every object can be used as before. A wrong type is a TypeError, a number out of range an
OverflowError, another wrong value a ValueError.
A Register belongs to one thread at a time; a stamp says who does what when, for a register records both.
Engine, Document, Register and Stop give back what they hold with close(), at the end of `with`, or when nobody has them any more; what is
under way is finished first. They cannot be copied or pickled.

The library is found by the system's linker; the environment variable BANXIN_LIBRARY names another file.
"""
from ._call import Stop
from ._document import KINDS, ORIENTATIONS, Document
from ._engine import Engine, reference, version, write_to
from ._register import FORMS, Register
from ._structs import Glyph, Rect, Stroke
from ._values import (CHINESE, ENGLISH, EVENTS, SEVERITIES, STAGES, STATES, Diagnostic, Error, Event, File, Issue, NewFile, Numbering, Series,
                      Share, Stamp, Summary)

__all__ = ["Diagnostic", "Document", "Engine", "Error", "Event", "File", "Issue", "NewFile", "Numbering", "Register", "Series", "Share",
           "Stamp", "Stop", "Summary", "ENGLISH", "CHINESE", "reference", "version", "write_to"]
for _public in (Diagnostic, Document, Engine, Error, Event, File, Issue, NewFile, Numbering, Register, Series, Share, Stamp, Stop, Summary):
    _public.__module__ = __name__  # where it is imported from, in whatever file it stands

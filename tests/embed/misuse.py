"""What a newcomer does wrong in Python: an exception that says so, never a crash and never something else than was asked. Run by
bindings_test.py."""
import copy
import gc
import io
import pickle
import sys
import tempfile

import banxin

sample, fonts, editions = sys.argv[1:]
here = tempfile.mkdtemp()
data = open(sample, "rb").read()
engine = banxin.Engine(font_folders=[fonts])
document = engine.document(sample)
expected = document.pdf()
brief, table = f"{editions}/district-brief.xml", f"{editions}/districts.csv"


def fails(kind, call):
    try:
        call()
    except kind as error:
        return error
    raise AssertionError(kind)


def status(call):
    return fails(banxin.Error, call).status


class Reading:
    def __init__(self, piece):
        self.read = piece


# A reader gives bytes, and no more than it was asked for.
fails(ValueError, lambda: engine.document(("more.xml", Reading(lambda size: b"x" * (size * 64)))))
for piece in (lambda size: "文" * (size // 4), lambda size: None, lambda size: 5):
    fails(TypeError, lambda: engine.document(("text.xml", Reading(piece))))
fails(TypeError, lambda: engine.document(("text.xml", open(sample, encoding="utf-8"))))
for content in ("<brief/>", 50, None):
    fails(TypeError, lambda: engine.document(("x.xml", content)))
for source in (data, None, 3, ["a", b"x"]):
    fails(TypeError, lambda: engine.document(source))
assert engine.document(("b.xml", memoryview(data))).pdf() == expected

# Objects are freed once, and not used after that.
path = f"{here}/register.db"
banxin.Register.create(path)
register = banxin.Register(path)
by = banxin.Stamp("2026-03-02T09:00:00+0800", "李")
register.add(banxin.Series("简报", "{year}年第{number}期", last="2018-15"), by)
for one in (engine, document, register):
    for copied in (copy.copy, copy.deepcopy, pickle.dumps):
        fails(TypeError, lambda: copied(one))
with banxin.Engine(font_folders=[fonts]) as mine, mine.document(sample) as of_mine, banxin.Register(path) as also:
    assert of_mine.pdf() == expected and also.next("简报", 2019).key == "2019-1"
for call in (lambda: mine.document(sample), lambda: of_mine.pdf(), lambda: of_mine.page(0), lambda: also.issues(), lambda: mine.__enter__()):
    fails(ValueError, call)
mine.close()
other = banxin.Engine(font_folders=[fonts])


def closes(*_):
    other.close()
    gc.collect()


assert other.batch(brief, table, closes, key="单位")["made"] == 20  # what is under way is finished first
fails(ValueError, lambda: other.document(sample))
kept = engine.document(sample)


class Closing(io.BytesIO):
    def write(self, piece):
        kept.close()
        return super().write(piece)


closing = Closing()
kept.write(closing)
assert closing.getvalue() == expected

# Numbers in their range, lists that are lists.
for name in ("max_pages", "max_memory", "issue_number", "issue_total"):
    for value in (-1, 2 ** 64, 2 ** 64 + 1):
        fails(OverflowError, lambda: engine.document(sample, **{name: value}))
fails(OverflowError, lambda: engine.document(sample, max_pages=2 ** 32))
fails(OverflowError, lambda: engine.document(sample, copies=[(-1, 5)]))
fails(OverflowError, lambda: engine.document(sample, max_time=5e6))
for value in (-1, -5.0, float("nan")):
    fails(ValueError, lambda: engine.document(sample, max_time=value))
assert status(lambda: engine.document(sample, max_time=0.0001)) == 85
fails(OverflowError, lambda: engine.batch(brief, table, key="单位", threads=-1))
fails(OverflowError, lambda: register.next("简报", 2 ** 32 + 2019))
fails(OverflowError, lambda: register.reserve("简报", -1, by))
fails(OverflowError, lambda: register.issue("简报", "2019-1", by, copies=-1))
fails(OverflowError, lambda: register.give_out("简报", "2019-1", [banxin.Share("甲", 2 ** 32)], by))
for call, argument in ((lambda: register.void("简报", "2019-1", "", by), "reason"), (lambda: register.reprint("简报", "2019-1", 0, "", by), "publication.copies"),
                       (lambda: engine.batch(brief, table, key="单位", shard=2), "options.shard"), (lambda: engine.batch(brief, table, key="单位", resume=True), "options.resume")):
    error = fails(banxin.Error, call)
    assert error.status == 2 and argument in error.diagnostics[0].message, error
for number in (-1, 2 ** 64, 2 ** 64 + 1):
    fails(IndexError, lambda: document.page(number))
fails(TypeError, lambda: banxin.Engine(font_folders=fonts))
fails(TypeError, lambda: engine.batch(brief, table, key="单位", lists="packing-list"))

# What is wrong is named.
for wrong in (7, -1, "zh", None, True + 1):
    assert "language" in str(fails((TypeError, ValueError), lambda: banxin.Engine(font_folders=[fonts], language=wrong)))
for options in ({"numbering": "x"}, {"numbering": ("r.db", "简报")}, {"layout": 5}, {"grid": "false"}, {"progress": True}, {"on_time": 5},
                {"stop": True}, {"copies": 5}, {"copies": [1, 5]}, {"copies": [(1, 2, 3)]}, {"max_pages": 1.5}, {"max_memory": "1G"},
                {"max_time": "1"}, {"max_time": None}, {"issue_number": "3"}):
    for call in (engine.document, lambda brief, **wishes: engine.build(brief, None, **wishes)):
        assert list(options)[0] in str(fails(TypeError, lambda: call(sample, **options))), options
for options in ({"on_edition": 5}, {"folder": 5}, {"key": None}, {"lists": 5}, {"resume": "no"}, {"figures": 5.0}, {"temporary": 1},
                {"threads": "2"}, {"numbering": banxin.Numbering("r.db", "简报", stamp="now")}):
    assert list(options)[0] in str(fails(TypeError, lambda: engine.batch(brief, table, **{"key": "单位", **options}))).replace("stamp", "numbering"), options
for options in ({"fonts": [5]}, {"layouts": [b"x"]}, {"catalogue": 5}, {"font_folders": 5}, {"system_fonts": "no"}, {"font_index": 5}):
    assert list(options)[0] in str(fails(TypeError, lambda: banxin.Engine(**options))), options
for to in (5.0, None, True, b"x.pdf", ["x.pdf"]):
    assert "to is" in str(fails(TypeError, lambda: document.write(to)))
for descriptor in (-1, 0):
    fails(ValueError, lambda: document.write(descriptor))
assert "year" in str(fails(TypeError, lambda: register.next("简报", "2019")))
assert "series" in str(fails(TypeError, lambda: register.add("简报")))
assert "stamp" in str(fails(TypeError, lambda: register.reserve("简报", 2019, "李")))
assert "share" in str(fails(TypeError, lambda: register.give_out("简报", "2019-1", ["甲"])))
assert "form" in str(fails(ValueError, lambda: register.text("xml")))
assert "topic" in str(fails(ValueError, lambda: banxin.reference("x")))


# Text that is no UTF-8 is told as it is in messages, and is never put on record.
assert "\udcff" in str(fails(banxin.Error, lambda: engine.document(("\udcff.xml", b"<brief/>"))).diagnostics[0])
for wrong in ("\udcff", "a\0b"):
    for call in (lambda: register.add(banxin.Series(wrong, "{number}")), lambda: register.reserve("简报", 2019, banxin.Stamp(by.at, wrong))):
        assert status(call) == 2
assert len(register.series()) == 1


class Falsy(Exception):
    def __bool__(self):
        return False


def falsy(*_):
    raise Falsy


fails(Falsy, lambda: engine.document(sample, progress=falsy))

# A raw stream that takes a part gets the rest; one that takes nothing is a failure.


class Raw(io.RawIOBase):
    def __init__(self, takes):
        super().__init__()
        self.bytes, self.takes = b"", takes

    def writable(self):
        return True

    def write(self, piece):
        taken = self.takes(len(piece))
        self.bytes += bytes(piece[:taken or 0])
        return taken


part = Raw(lambda size: min(size, 1000))
document.write(part)
assert part.bytes == expected
fails(BlockingIOError, lambda: document.write(Raw(lambda size: None)))
fails(OSError, lambda: document.write(Raw(lambda size: 0)))
print("python misuse")

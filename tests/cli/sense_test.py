"""What passes for right in brief and table: names that nobody sees, values that nobody has, cells that are no numbers; and what the disk refuses."""
import re
import resource
import subprocess
from pathlib import Path

from batch_support import BRIEF, ROWS, batch, many, write
from support import BAD_INPUT, DONE, PROGRAM, TEMPORARY, TO_CONFIRM, check, finish, folder

SOME_FAILED = 4


def unseen(here):
    """What nobody sees, and blanks of every width, hide no name: in the text, in the key, in lists of names."""
    for mark in "\u200b\u00ad\u2060\u3000\ufe0f\u00a0\u2800\ufffc":
        write(here, rows=[ROWS[0].replace("种树", f"到江{mark}北区"), *ROWS[1:]])
        run = batch(here)
        check(run.code == BAD_INPUT and "t.csv:2:13: error[BX1830]: edition 南岸区 names '江北区'" in run.err, f"U+{ord(mark):04X}: {run}")
        write(here, rows=[ROWS[0].replace(",,,20,", f",,大{mark}会,20,").replace("种树", "大会"), *ROWS[1:]])
        check("BX1832" in (run := batch(here)).err, f"U+{ord(mark):04X} in what must not be named: {run}")
    for place, key in (("4", "南岸区\u3000"), ("4", "南岸区\u200b"), ("1", "\ufeff南岸区"), ("2", "南\u2060岸区"), ("2", "南\u2800岸区"), ("4", "南岸区\ufffc")):
        write(here, rows=[ROWS[0].replace("南岸区", key, 1), *ROWS[1:]])
        run = batch(here)
        check(run.code == BAD_INPUT and f"t.csv:2:{place}: error[BX1816]" in run.err and "U+" in run.err, run)


def canonical(here):
    """Another code of the same character is the same name: in the text, and as a key."""
    write(here, rows=[ROWS[0].replace("种树", "到江\uf963区"), *ROWS[1:]])
    run = batch(here)
    check(run.code == BAD_INPUT and "t.csv:2:13: error[BX1830]: edition 南岸区 names '江北区'" in run.err, run)
    twice = ([*ROWS, ROWS[2].replace("江北区", "江\uf963区").replace("41,60", "61,80")],
             [ROWS[0], ROWS[1].replace("巴南区", "É区", 1), ROWS[2].replace("江北区", "E\u0301区")])
    for rows in twice:
        write(here, rows=rows)
        check("error[BX1817]" in (run := batch(here)).err, run)


def sense(here):
    """What is allowed and hardly meant is to be confirmed."""
    write(here, rows=[ROWS[0].replace(",,,20,", ",,甲公司，乙公司,20,"), *ROWS[1:]])
    run = batch(here, out="a")
    check(run.code == TO_CONFIRM and "t.csv:2:23: warning[BX1866]" in run.err and "甲公司，乙公司" in run.err, run)
    write(here, BRIEF.replace('is="甲|乙"', 'is="甲、乙"', 1))
    run = batch(here, out="b")
    check(run.code == TO_CONFIRM and "b.xml:7:26: warning[BX1867]" in run.err and "there is: 丙, 乙, 甲" in run.err, run)
    check("丙、乙、甲" in batch(here, out="b2", lang="zh").err, "the marks of Chinese lists")
    write(here, BRIEF.replace('is="甲|乙"', 'is="甲|区直机关工委"', 1), rows=[*ROWS[:2], ROWS[2].replace("丙", "区直机关工会")])
    run = batch(here, out="c")
    check(run.code == TO_CONFIRM and "BX1867" in run.err and "there is: 区直机关工会" in run.err, f"one of two is a slip: {run}")
    write(here, BRIEF.replace('is="甲|乙"', 'is="甲|丁"', 1))
    check(batch(here, out="d").code == DONE, "a value that this table happens not to have")
    plain = re.sub(r"<editions[^>]*/>|<(when|unless|each)\b.*?</\1>", "", BRIEF, flags=re.S)
    plain = re.sub(r"<(field|figure)[^>]*?(/>|>1,200</figure>)", "甲", plain).replace("{版式}", "work-brief").replace("{份数}", "20")
    write(here, plain)
    run = batch(here, out="e")
    check(run.code == TO_CONFIRM and "b.xml:2:1: warning[BX1868]" in run.err and "3 editions" in run.err, run)


def cells(here):
    """One fault a cell, by its own name; thousands stand in threes."""
    for cell, place, code in (("20,,60", "4:19", "BX1880"), ("20,x,60", "4:19", "BX1879"), ("２０,41,60", "4:16", "BX1833"), (",41,60", "4:16", "BX1880")):
        write(here, rows=[*ROWS[:2], ROWS[2].replace("20,41,60", cell)])
        run = batch(here)
        codes = re.findall(r"error\[(BX\d+)\]", run.err)
        check(run.code == BAD_INPUT and codes == [code] and f"t.csv:{place}: error" in run.err, f"{cell}: {run}")
    for cell, fault in (('"1,35"', True), ('"1,2345"', True), ('"1234,567"', True), ('"1,234,567"', False), ("1.5", False), ('"12,345.67"', False)):
        write(here, BRIEF.replace("1,200</figure>", "</figure>"), rows=[ROWS[0].replace("1200", cell), *ROWS[1:]])
        run = batch(here, "--sink", "null", out=None)
        check((run.code == BAD_INPUT and "t.csv:2:8: error[BX1869]" in run.err) if fault else run.code == DONE, f"{cell}: {run}")
    write(here, BRIEF.replace("1,200</figure>", "12,00</figure>"))
    check("b.xml:6:46: error[BX1869]" in (run := batch(here)).err, run)


def bad_byte(here):
    """A table in GB18030 with one bad byte has one fault, and it is told where."""
    write(here, encoding="gb18030")
    data = (here / "t.csv").read_bytes()
    for bad, place, byte in ((data.replace("修路".encode("gb18030"), "修".encode("gb18030") + b"\xff"), "t.csv:2:16", "FF"),
                       (data.replace("种树".encode("gb18030"), "种".encode("gb18030") + b"\xca"), "t.csv:2:16", "B7"),
                       (data.replace("种树".encode("gb18030"), "种".encode("gb18030") + b"\xca\xff"), "t.csv:2:13", "FF")):
        (here / "t.csv").write_bytes(bad)
        run = batch(here)
        check(run.code == BAD_INPUT and re.findall(r"error\[(BX\d+)\]", run.err)[:1] == ["BX1875"] and run.err.count("BX18") == 1 and place in run.err, run)
        check(f"byte {byte} begins" in run.err, run)


def file_size(here):
    """Where files may not grow, drafts are made again and a large file is refused with a message: no signal ends the program."""
    size = 4 << 20
    command = [PROGRAM, *map(str, many(here, 3_000))]
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    environment = {"PATH": "/usr/bin", "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache")}
    run = subprocess.run([*command, "--sink", "null", "--timings"], capture_output=True, text=True, preexec_fn=limit, env=environment, timeout=300)
    again = re.search(r"editions set twice (\d+)", run.stderr)
    check(run.returncode == DONE and again and int(again[1]) > 0, f"{run.returncode}\n{run.stderr[-400:]}")
    size = 20_000
    run = subprocess.run([*command[:1], *map(str, many(here, 3)), "--out", here / "small"], capture_output=True, text=True, preexec_fn=limit, env=environment)
    check(run.returncode == TEMPORARY and "BX1602" in run.stderr and not list((here / "small").glob("*.pdf")), f"{run.returncode}\n{run.stderr[-400:]}")


def corrected(here):
    """The table of a run that left editions out is corrected: what differs is the table, and what to do is said."""
    write(here, rows=[ROWS[0], ROWS[1].replace("1,200", "1,300"), ROWS[2]])
    check(batch(here, "--keep-going").code == SOME_FAILED, "one is left out")
    write(here)
    run = batch(here, "--keep-going", "--resume")
    check(run.code == BAD_INPUT and "BX1874" in run.err and "the table differs" in run.err and "巴南区" in run.err and "--only" in run.err, run)
    check(batch(here, "--only", "巴南区", out="rest").code == DONE, "as the message says")
    run = batch(here, "--only", "巴北区", out="no")
    check(run.code == BAD_INPUT and "error[BX1878]" in run.err and "'巴南区'" in run.err, run)


def main():
    tests = (unseen, canonical, sense, cells, bad_byte, file_size, corrected)
    for test in tests:
        with folder() as name:
            test(Path(name).resolve())
    finish(f"{len(tests)} tests")


main()

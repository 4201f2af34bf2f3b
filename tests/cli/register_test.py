"""The register through the program: numbers taken by build, states, copies, CSV, verification, backup, and every refusal with its exit code."""
import csv
import hashlib
import io
import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

from register_test_support import AT, act, brief, build, register
from support import BAD_INPUT, DONE, PLAIN, PROGRAM, TEMPORARY, TO_CONFIRM, USAGE, Run, check, finish, folder

HANZI = re.compile("[一-龥]")


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build_takes_the_number(here):
    path, source = register(here), brief(here / "b.xml")
    run = Run("check", source, "--register", path, "--series", "简报", "--free-fonts")
    check(run.code == DONE and act(path, "list") == "", f"check takes no number: {run}")
    run = build(source, path, here / "1.pdf", "--dump", here / "1.dump")
    check(run.code == DONE and "1.pdf: 第15期（总第208期）" in run.err, run)
    printed = "".join(re.findall(r' text="([^"]*)"', (here / "1.dump").read_text("utf-8")))
    check("第15期（总第208期）" in printed, "the number is in the document")
    check(build(source, path, here / "2.pdf").code == DONE, "the next one")
    shown = act(path, "show", "简报", "2026-15")
    for part in ("issued", "李秘书", "全市中小学春季学期如期开学", "9 copies", "甲局; 乙局", f"pdf    {sha(here / '1.pdf')}  {here / '1.pdf'}", f"brief  {sha(source)}", "layout ", "font "):
        check(part in shown, f"show lacks '{part}':\n{shown}")
    lines = act(path, "list").splitlines()
    check([line.split("  ")[0] for line in lines] == ["简报 2026-15", "简报 2026-16"], lines)
    check((here / "1.pdf").read_bytes() != (here / "2.pdf").read_bytes(), "two numbers, two documents")
    typed = brief(here / "typed.xml", 'number="17" total="210"')
    check(build(typed, path, here / "3.pdf").code == DONE, "a typed number that is the next")
    plain = Run("build", typed, "-o", here / "plain.pdf", "--free-fonts")
    check(plain.code == DONE and (here / "plain.pdf").read_bytes() == (here / "3.pdf").read_bytes(), "the register changes nothing in the document")
    supplement = brief(here / "s.xml", 'supplement="auto"')
    check("2026年增刊第1期" in build(supplement, path, here / "s.pdf", series="增刊").err, "supplements count apart")
    check(sorted(p.name for p in here.glob(".*")) == [], "no temporary files stay")


def contradictions(here):
    path = register(here)
    for number, series, code, column in (('number="15" total="209"', "简报", "BX1722", 50), ('number="16"', "简报", "BX1721", 39), ('number="14"', "简报", "BX1720", 39),
                                         ('number="auto"', "增刊", "BX1724", 5), ('supplement="auto"', "简报", "BX1725", 5),
                                         ('number="auto" total="auto"', "文件", "BX1723", 45), ('number="auto"', "无此系列", "BX1710", None)):
        source = brief(here / "b.xml", number)
        run = build(source, path, here / "x.pdf", series=series)
        place = f"b.xml:6:{column}: error[{code}]" if column else f"error[{code}]"
        check(run.code == BAD_INPUT and place in run.err and not (here / "x.pdf").exists(), f"{number} {series}: expected {place}\n{run}")
        chinese = Run("build", source, "--register", path, "--series", series, "-o", here / "x.pdf", "--free-fonts", "--lang", "zh")
        check(f"错误[{code}]" in chinese.err, chinese)
    old = brief(here / "old.xml", year=2025)
    check("BX1719" in build(old, path, here / "x.pdf").err, "years before the register")
    source = brief(here / "b.xml")
    for run in (Run("build", source, "--free-fonts"), Run("check", source, "--free-fonts")):
        check(run.code == BAD_INPUT and "b.xml:6:39: error[BX1726]" in run.err and "b.xml:6:52: error[BX1726]" in run.err, run)
    (here / "there.pdf").write_bytes(b"as it was")
    run = build(source, path, here / "there.pdf")
    check(run.code == BAD_INPUT and "BX1727" in run.err and (here / "there.pdf").read_bytes() == b"as it was", run)
    faulty = brief(here / "faulty.xml", title="不能排的字\U000F0000")
    check(build(faulty, path, here / "x.pdf").code == BAD_INPUT, "a character that no font has")
    run = build(source, path, here / "x.pdf", "--dump", here / "none/x.dump")
    check(run.code == BAD_INPUT and "BX1604" in run.err and not (here / "x.pdf").exists(), f"without its dump nothing is published: {run}")
    check(act(path, "list") == "", "no number was taken by all this")
    run = build(source, path, here / "none/x.pdf", "--dump", here / "x.dump")
    check(run.code == BAD_INPUT and "BX1604" in run.err and act(path, "list") == "", f"a folder that is not there takes no number: {run}")
    check(not (here / "x.dump").exists(), "a document that was not published leaves no dump")
    nobody = 65534
    if os.getuid() == 0:  # else who runs the tests may not become another user
        (here / "closed").mkdir(mode=0o755)
        os.chown(here, nobody, nobody)
        os.chown(path, nobody, nobody)
        run = Run("build", source, "--register", path, "--series", "简报", "-o", here / "closed/x.pdf", "--free-fonts", "--lang", "en", user=nobody)
        check(run.code == TEMPORARY and "BX1602" in run.err and act(path, "list") == "", f"a folder without right takes no number: {run}")
    for args in (["--register", path], ["--series", "简报"], ["--who", "李"], ["--replaces", "2026-1"], ["--register", path, "--series", "简报", "-o", "-"],
                 ["--register", path, "--series", "简报", "--grid"]):
        check(Run("build", source, *args).code == USAGE, f"build {args}")


def states(here):
    path = register(here)
    check("2026-15" in act(path, "reserve", "简报"), "the year is that of the date")
    check(act(path, "reprint", "简报", "2026-15", "--copies", "3", code=BAD_INPUT) == "BX1715", "a reprint of what is not issued")
    (here / "a.pdf").write_bytes(b"paper")
    act(path, "issue", "简报", "2026-15", "--pdf", here / "a.pdf", "--copies", "10", "--to", "甲局=3", "--to", "乙局", "--title", "题, \"目\"")
    check(act(path, "issue", "简报", "2026-15", code=BAD_INPUT) == "BX1714", "issued once")
    check("丙局 4-7" in act(path, "copies", "简报", "2026-15", "--to", "丙局=4") + act(path, "show", "简报", "2026-15"), "copy numbers go on")
    check(act(path, "copies", "简报", "2026-15", "--to", "丁局=4", code=BAD_INPUT) == "BX1718", "more than printed")
    act(path, "reprint", "简报", "2026-15", "--copies", "5", "--to", "丁局=8", "--reason", "甲局翻印")
    check("丁局 8-15" in act(path, "show", "简报", "2026-15"), "a reprint's copies")
    check("2026-16" in act(path, "reissue", "简报", "2026-15"), "the number that replaces")
    act(path, "issue", "简报", "2026-16")
    check("replaced by 2026-16" in act(path, "show", "简报", "2026-15") and "replaces 2026-15" in act(path, "show", "简报", "2026-16"), "each names the other")
    check(act(path, "void", "简报", "2026-15", "--reason", "x", code=BAD_INPUT) == "BX1717", "replaced stays replaced")
    act(path, "void", "简报", "2026-16", "--reason", "误发")
    check(act(path, "copies", "简报", "2026-16", "--to", "甲局=1", code=BAD_INPUT) == "BX1716", "void stays void")
    check(act(path, "show", "简报", "2026-99", code=BAD_INPUT) == "BX1753", "no such number")
    check("31" in act(path, "reserve", "文件"), "running")
    source = brief(here / "b.xml")
    check(build(source, path, here / "17.pdf").code == DONE and build(source, path, here / "18.pdf", "--replaces", "2026-17").code == DONE, "build --replaces")
    check("replaced by 2026-18" in act(path, "show", "简报", "2026-17"), "build names what it replaces")

    rows = list(csv.DictReader(io.StringIO(act(path, "export").removeprefix("\ufeff"), newline="")))
    first = rows[0]
    check(len(rows) == 5 and first["title"] == '题, "目"' and first["copies"] == "15" and first["state"] == "replaced", first)
    check(first["recipients and copy numbers"] == "甲局 1-3; 乙局; 丙局 4-7; 丁局 8-15" and first["sha256 of the file"] == sha(here / "a.pdf"), first)
    act(path, "export", "简报", "-o", here / "out.csv")
    check((here / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "a table that spreadsheets can read")
    check(act(path, "export", "-o", here / "out.csv", code=BAD_INPUT) == "BX1702", "an export overwrites nothing")
    (here / "minutes.docx").write_bytes(b"somebody's work")
    check(act(path, "export", "-o", here / "minutes.docx", code=BAD_INPUT) == "BX1702" and (here / "minutes.docx").read_bytes() == b"somebody's work", "nor other files")
    check(act(path, "export", "-o", "-").startswith("\ufeffseries") and act(path, "export", "-o", "/dev/null") == "", "standard output, devices")
    chinese = Run("register", "export", path, "--lang", "zh").out.decode()
    check("印数" in chinese and "已换发" in chinese, "a table in Chinese")


def verification(here):
    path, source = register(here), brief(here / "b.xml")
    build(source, path, here / "1.pdf")
    check(act(path, "verify") != "0 files compared\n", "nothing changed")
    source.write_bytes(source.read_bytes() + b"\n")
    run = Run("register", "verify", path)
    check(run.code == BAD_INPUT and re.search(r"b\.xml: error\[BX1730\]", run.err) and run.err.count("BX1730") == 1, run)
    source.unlink()
    run = Run("register", "verify", path)
    check(run.code == TO_CONFIRM and "BX1731" in run.err, run)
    act(path, "backup", here / "copy.db")
    check(act(here / "copy.db", "list") == act(path, "list"), "the backup has everything")
    check(act(path, "backup", here / "copy.db", code=BAD_INPUT) == "BX1702", "a backup overwrites nothing")


def large_files_of_many_issues(here):
    """A font that hundreds of issues were made with is read once by verify: the processor's time says so."""
    path, font = register(here), here / "font.otf"
    font.write_bytes(os.urandom(16 << 20))
    known = sha(font)
    with sqlite3.connect(path) as db:
        event = 0
        for n in range(1, 301):
            db.execute("INSERT INTO issue VALUES (?, '文件', 0, 2026, ?, NULL, '', NULL)", (n, 30 + n))
            for kind, files in (("reserved", 0), ("issued", 1)):
                event += 1
                db.execute("INSERT INTO event VALUES (?, ?, ?, '2026-03-02', '李', '', '', 0, 0, ?)", (event, n, kind, files))
            db.execute("INSERT INTO file VALUES (?, ?, 'font', ?, ?)", (n, event, str(font), known))
    db.close()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    check(act(path, "verify") == "300 files compared\n", "all are compared")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    check(spent < 2, f"{spent:.1f} s for 16 MB on record 300 times")


def a_build_that_ended_early(here):
    """The events of a build that was killed, made by hand: recovery looks for the document."""
    path = register(here)
    (here / "out.pdf").write_bytes(b"out")
    for name, content in (("out.pdf", b"out"), ("never.pdf", b"never")):
        db = sqlite3.connect(path)
        issue = db.execute("INSERT INTO issue (series, scope, year, number, total, document) SELECT '简报', 2026, 2026, 15 + count(*), 208 + count(*), ? FROM issue",
                           [str(here / name)]).lastrowid
        for kind in ("reserved", "prepared"):
            event = db.execute("INSERT INTO event (issue, kind, at, who, note, title, copies, shares, files) VALUES (?, ?, '2026-03-02', '李', '', '', 0, 0, ?)",
                               [issue, kind, kind == "prepared"]).lastrowid
        db.execute("INSERT INTO file (event, role, path, sha256) VALUES (?, 'pdf', ?, ?)", [event, str(here / name), hashlib.sha256(content).hexdigest()])
        db.commit()
        db.close()
    run = Run("register", "verify", path)
    check(run.code == TO_CONFIRM and run.err.count("BX1732") == 2, run)
    states_of = [line.split("  ")[2] for line in act(path, "recover").splitlines()]
    check(states_of == ["issued", "void"], states_of)
    check(act(path, "recover") == "" and act(path, "verify") == "1 files compared\n", "recovered once")


def past_the_program(here):
    """What other programs did to the file is found, and nothing crashes."""
    path = register(here)
    act(path, "reserve", "简报")
    db = sqlite3.connect(path)
    db.execute("DROP TRIGGER issue_kept")
    db.commit()
    run = Run("register", "verify", path, "--lang", "en")
    check(run.code == BAD_INPUT and "BX1745" in run.err and "trigger issue_kept" in run.err, run)
    db.execute("INSERT INTO issue (series, scope, year, number, total, document) VALUES ('简报', 2026, 2026, 16, 209, '')")
    db.commit()
    db.close()
    for action in ("list", "export"):
        check(act(path, action, code=BAD_INPUT) == "BX1707", f"{action}: an issue without events is damage")


def outputs_over_the_register(here):
    """Whatever the name: the register, its log, links to them; also names that its log will have."""
    path, source = register(here), brief(here / "b.xml")
    (here / "link.db").symlink_to(path)
    os.link(path, here / "hard.db")
    other = sqlite3.connect(path)  # so that the log is there
    other.execute("BEGIN IMMEDIATE")
    other.execute("ROLLBACK")
    other.execute("SELECT count(*) FROM issue").fetchall()
    os.link(here / "register.db-wal", here / "hard-log")
    os.link(here / "register.db-shm", here / "hard-index")
    before = {name: (here / name).read_bytes() for name in ("register.db", "register.db-wal")}
    names = ["register.db", "link.db", "hard.db", "register.db-wal", "register.db-shm", "register.db-journal", "link.db-wal", "hard-index"]
    if (here / "hard-log").stat().st_size:
        names.append("hard-log")
    for name in names:
        out = here / name
        for run in (Run("register", "export", path, "-o", out), Run("register", "export", here / "link.db", "-o", out), Run("build", source, "-o", out, "--free-fonts"),
                    Run("build", PLAIN, "-o", here / "x.pdf", "--dump", out, "--free-fonts"), build(source, path, here / "x.pdf", "--dump", out),
                    Run("batch", PLAIN, "--editions", PLAIN, "--sink", "null", "--figures", out)):
            check(run.code == BAD_INPUT and "BX1744" in run.err, run)
        run = Run("register", "backup", path, out)
        check(run.code == BAD_INPUT and ("BX1702" if out.exists() else "BX1744") in run.err, run)
    other.close()
    after = sqlite3.connect(path)
    check(after.execute("PRAGMA integrity_check").fetchone() == ("ok",) and not (here / "x.pdf").exists(), "nothing was touched")
    after.close()
    check((here / "register.db").read_bytes() == before["register.db"] and act(path, "list") == "", "as it was")


def reading_alone(here):
    """list, show, export and verify need no right to write, nor leave anything behind."""
    path = register(here)
    act(path, "reserve", "简报")
    listed = act(path, "list")
    os.chmod(here, 0o755)
    before = sorted(p.name for p in here.iterdir())
    if os.getuid() != 0:
        return
    for args in (["list"], ["show", "简报", "2026-15"], ["export"], ["verify"], ["series"]):
        run = Run("register", args[0], path, *args[1:], user=65534)
        check(run.code == DONE and run.out, run)
    check(sorted(p.name for p in here.iterdir()) == before, "nothing is left")
    run = Run("register", "reserve", path, "简报", user=65534)
    check(run.code == BAD_INPUT and "BX1758" in run.err and "no right to write" in run.err, run)
    writer = sqlite3.connect(path)
    writer.execute("INSERT INTO series (name, pattern, counting, supplement, year, number, total, at, who) VALUES ('新', '{number}', 'running', 0, 0, 0, 0, '', '')")
    writer.commit()
    for name in ("register.db-wal", "register.db-shm"):
        os.chmod(here / name, 0o600)
    run = Run("register", "list", path, "--lang", "en", user=65534)
    check(run.code == BAD_INPUT and "BX1746" in run.err and "backup" in run.err, f"entries that cannot be read are not left out in silence: {run}")
    os.chmod(here / "register.db-wal", 0o644)
    os.chmod(here / "register.db-shm", 0o644)
    run = Run("register", "list", path, user=65534)
    check(run.code == DONE and run.out.decode() == Run("register", "list", path).out.decode(), f"beside a writer: {run}")
    writer.close()
    check(act(path, "list") == listed, "as before")


def names_that_sqlite_knows(here):
    """':memory:' is a file like others; '' is none; a backup or a new register is there whole or not at all."""
    path = register(here)
    for args in (("init", ":memory:"), ("backup", path, "file:x?mode=memory")):
        run = Run("register", *args, cwd=here)
        check(run.code == DONE and (here / args[-1]).stat().st_size > 4096, run)
    check(Run("register", "list", ":memory:", cwd=here).code == DONE and (here / ":memory:").exists(), "it is one")
    for args in (("init", ""), ("backup", path, "")):
        check(Run("register", *args, cwd=here).code == BAD_INPUT, args)
    run = Run("register", "init", here / "none/r.db", "--lang", "en")
    check(run.code == BAD_INPUT and "BX1604" in run.err, run)
    names = sorted(p.name for p in here.iterdir())
    code = "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)); os.execv(sys.argv[1], sys.argv[1:])"
    for args in (("init", here / "half.db"), ("backup", path, here / "half.db")):
        done = subprocess.run([sys.executable, "-c", code, PROGRAM, "register", *args], capture_output=True)
        check(done.returncode != DONE and not (here / "half.db").exists(), f"{args}: {done}")
    check([p.name for p in here.iterdir() if p.name not in names and not p.name.startswith("register.db-")] == [], "nothing half is left")


def the_brief_that_was_read(here):
    """The hash on record is that of the bytes that were read, also of a pipe that can be read but once."""
    path, pipe = register(here), here / "pipe"
    os.mkfifo(pipe)
    content = brief(here / "b.xml").read_bytes()
    writer = threading.Thread(target=lambda: pipe.write_bytes(content))
    writer.start()
    run = build(pipe, path, here / "1.pdf")
    writer.join()
    check(run.code == DONE and f"brief  {hashlib.sha256(content).hexdigest()}" in act(path, "show", "简报", "2026-15"), run)


def spreadsheets(here):
    """A cell that a spreadsheet would compute is text."""
    path = register(here)
    act(path, "reserve", "简报")
    act(path, "issue", "简报", "2026-15", "--title", "=HYPERLINK(1)", "--copies", "9", "--to", "+甲=3", "--pdf", "/etc/hostname")
    act(path, "void", "简报", "2026-15", "--reason", "@x, y")
    row = next(csv.DictReader(io.StringIO(act(path, "export").removeprefix("\ufeff"), newline="")))
    check((row["title"], row["recipients and copy numbers"], row["notes"]) == ("'=HYPERLINK(1)", "'+甲 1-3", "'@x, y"), row)


def reported_as_json(here):
    path, source = register(here), brief(here / "b.xml")
    run = build(source, path, here / "1.pdf", "--diagnostics", "json")
    report = json.loads(run.err.splitlines()[-1])["report"]
    check((report["series"], report["number"], report["written"]) == ("简报", "2026-15", "第15期（总第208期）"), run)


def busy_and_broken(here):
    path = register(here)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    run = Run("register", "reserve", path, "简报")
    check(run.code == TEMPORARY and "BX1705" in run.err, run)
    db.close()
    check(act(here / "none.db", "list", code=BAD_INPUT) == "BX1701", "no register")
    check(Run("register", "init", path).err.count("BX1702") == 1, "init overwrites nothing")
    shutil.copy(PLAIN, here / "x.db")
    check(act(here / "x.db", "list", code=BAD_INPUT) == "BX1703", "another file")
    check(act(path, "series", "简报", "--pattern", "{number}", code=BAD_INPUT) == "BX1711", "a series is never changed")
    check(act(path, "series", "新", "--pattern", "期", code=BAD_INPUT) == "BX1712", "a pattern without number")
    for number, code in (("--year=1899", USAGE), ("--year=-5", USAGE), ("--year=0", USAGE), ("--year=2200", USAGE), ("--year=99999999999", USAGE)):
        check(Run("register", "reserve", path, "简报", number).code == code, number)
    for last in (["--last", "2025-1000000"], ["--last", "99-1"], ["--last-total", "10000000"], ["--last-total=-1"]):
        check(Run("register", "series", path, "新", "--pattern", "{number}", *last).code == USAGE, last)
    act(path, "reserve", "简报")
    for more in (["--copies", "10000000"], ["--copies", "-1"], ["--copies", "2147483648"], ["--to", "甲=10000000"], ["--copies", "0"]):
        check(Run("register", "issue", path, "简报", "2026-15", *more).code == USAGE, more)
    check(act(path, "issue", "简报", "2026-15", at=("--at", "2026-03-01"), code=BAD_INPUT) == "BX1743", "before it was reserved")


def what_to_do_next(here):
    """Numbers that are not there yet, or were given before; years out of order; blank reasons; a stream by its name; words of both languages."""
    path = register(here)
    said = Run("register", "show", path, "简报", "2026-99", "--lang", "en")
    check(said.code == BAD_INPUT and "BX1753" in said.err and "the next number is 2026-15" in said.err, said)
    check(act(path, "show", "简报", "2026-3", code=BAD_INPUT) == "BX1754" and act(path, "show", "简报", "2025-3", code=BAD_INPUT) == "BX1719", "before it")
    check(act(path, "show", "简报", "三", code=BAD_INPUT) == "BX1713" and act(path, "show", "文件", "31", code=BAD_INPUT) == "BX1753", "no number; a running series")
    run = Run("register", "reserve", path, "简报", "--year", "2027", *AT, "--lang", "en")
    check(run.code == TO_CONFIRM and "BX1756" in run.err and "2027-1" in run.out.decode(), run)
    run = Run("register", "reserve", path, "简报", "--year", "2026", *AT, "--lang", "zh")
    check(run.code == BAD_INPUT and "BX1755" in run.err and "2027-1" in run.err, run)
    act(path, "void", "简报", "2027-1", "--reason", "取错")
    check("总第209期" in act(path, "reserve", "简报"), "then the year goes on")
    for args in (["void", path, "简报", "2026-15", "--reason", " "], ["reprint", path, "简报", "2026-15", "--reason", "\u3000"]):
        check(Run("register", *args).code == USAGE, args)
    for args in (["series", path, "\udcff", "--pattern", "{number}"], ["void", path, "简报", "2026-15", "--reason", "\udcff"]):
        run = Run("register", *args, "--lang", "en")
        check(run.code == USAGE, f"what is no UTF-8 is never put on record: {run}")
    run = Run("register", "reprint", path, "简报", "2026-15", "--lang", "en")
    check(run.code == USAGE and "--reason" in run.err and "--copies" in run.err, run)
    with open(here / "x.csv", "wb") as out:
        done = subprocess.run([PROGRAM, "register", "export", path, "-o", "/dev/stdout", "--lang", "en"], stdout=out, stderr=subprocess.PIPE)
    check(done.returncode == DONE and (here / "x.csv").read_bytes() == Run("register", "export", path, "--lang", "en").out, done)
    check("BX1702" in Run("register", "export", path, "-o", here / "x.csv").err, "a file is not written over")
    run = build(brief(here / "b.xml"), path, here / "16.pdf")
    check(run.code == DONE, run)
    shown = Run("register", "show", path, "简报", "2026-16", "--lang", "zh").out.decode()
    check(all(f"    {word} " in shown for word in ("简报", "版式", "字体目录", "字体", "PDF")), shown)
    (here / "16.pdf").unlink()
    check("登记的文件（PDF）" in Run("register", "verify", path, "--lang", "zh").err, "roles in messages")
    act(path, "void", "简报", "2026-15", "--reason", "x")
    check("第15期（总第209期）已作废" in Run("register", "void", path, "简报", "2026-15", "--reason", "x", "--lang", "zh").err, "no blank between Chinese words")


def on_a_full_disk(here):
    """Reading needs no room."""
    if os.getuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", here], capture_output=True).returncode != 0:
        return
    try:
        path = register(here)
        act(path, "reserve", "简报")
        listed = act(path, "list")
        with open(here / "rest", "wb", buffering=0) as rest:
            try:
                while rest.write(b"x" * 4096) == 4096:
                    pass
            except OSError:
                pass
        check(act(path, "list") == listed and act(path, "verify") == "0 files compared\n", "read on a full disk")
        run = Run("register", "reserve", path, "简报", "--lang", "zh")
        check(run.code == TEMPORARY and "BX1706" in run.err and not re.search("disk|database|I/O", run.err), run)
    finally:
        subprocess.run(["umount", here], check=True)


def full_after_the_number(here):
    """The disk of the register is full when a number is taken and its document not yet on record: what to do is told."""
    if os.getuid() != 0:
        return
    disk, met = here / "disk", 0
    disk.mkdir()
    for free in range(0, 160, 8):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "none", disk], capture_output=True).returncode != 0:
            return
        try:
            path = register(disk)
            reader = sqlite3.connect(path)   # keeps the log: its file does not begin anew
            reader.execute("SELECT count(*) FROM series").fetchall()
            room = os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize
            (disk / "rest").write_bytes(b"x" * max(0, room - free * 1024))
            run = build(brief(here / "b.xml"), path, here / f"{free}.pdf")
            (disk / "rest").unlink()
            reader.close()
            if run.code == TEMPORARY and "under way" in act(path, "list"):
                met += 1
                check("BX1706" in run.err and "BX1732" in run.err and "banxin register recover" in run.err, run)
                check("void" in act(path, "recover", at=()), "recovery settles it")
        finally:
            subprocess.run(["umount", disk], check=True)
    check(met > 0, "the disk was full in between")


def command_line():
    for args in ([], ["lsit"], ["list"], ["list", "a", "b", "c"], ["void", "r", "s", "1"], ["copies", "r", "s", "1"], ["copies", "r", "s", "1", "--to", "甲=x"],
                 ["reserve", "r", "s", "--year", "x"], ["reserve", "r", "s", "--at", "昨天"], ["list", "r", "--pattern", "x"], ["series", "r", "新"],
                 ["series", "r", "新", "--pattern", "{number}", "--counting", "x"], ["series", "r", "--pattern", "{number}"], ["series", "r", "--supplement"],
                 ["void", "r", "s", "1", "--reason", "a\nb"], ["issue", "r", "s", "1", "--title", "a\rb"], ["issue", "r", "s", "1", "--to", "a\u2028b"],
                 ["reserve", "r", "s", "--who", "a\nb"], ["reserve", "r", ""]):
        for lang in ("en", "zh"):
            run = Run("register", *args, "--lang", lang)
            check(run.code == USAGE and bool(HANZI.search(run.err.replace("昨天", "").replace("甲", ""))) == (lang == "zh"), run)
    run = Run("register", "list", "r", "--lang", "fr")
    check(run.code == USAGE and "zh" in run.err, run)
    check(Run("build", PLAIN, "--register", "r", "--series", "s", "--who", "a\nb").code == USAGE, "build --who")
    check("did you mean 'list'" in Run("register", "lists").err, "a slip")
    for lang in ("en", "zh"):
        text = Run("help", "register", "--lang", lang).out.decode()
        check(text == Run("register", "--help", "--lang", lang).out.decode() == Run("register", "list", "--help", "--lang", lang).out.decode(), "help in three ways")
        for action in "init series reserve issue void reissue reprint copies list show export verify backup recover".split():
            check(f"  {action} " in text, f"help does not name {action}")
        check("register" in Run("help", "--lang", lang).out.decode(), "help names the register")


def main():
    tests = [build_takes_the_number, contradictions, states, verification, large_files_of_many_issues, a_build_that_ended_early, past_the_program, outputs_over_the_register, reading_alone,
             names_that_sqlite_knows, the_brief_that_was_read, spreadsheets, reported_as_json, busy_and_broken, what_to_do_next, on_a_full_disk,
             full_after_the_number]
    for test in tests:
        with folder() as name:
            test(Path(name).resolve())
    command_line()
    finish(f"{len(tests) + 1} tests")


main()

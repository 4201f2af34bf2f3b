"""A print run that takes its number, and parts of an issue made again under its number: what is recorded, what is refused."""
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

from register_test_support import act, register
from support import BAD_INPUT, DONE, PROGRAM, SOURCE, TEMPORARY, TO_CONFIRM, USAGE, Run, check, finish, folder

TABLE, SAMPLE = SOURCE / "samples/editions/districts.csv", SOURCE / "samples/editions/district-brief.xml"
CLASSIFIED = SOURCE / "samples/classified-brief.xml"


def hashes(path):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in path.iterdir()} if path.exists() else {}


def brief(here, number='number="auto" total="auto"', name="b.xml"):
    text = SAMPLE.read_text("utf-8").replace('year="2019" number="16" total="209"', f'year="2026" {number}').replace("2019-12-0", "2026-12-0")
    (here / name).write_text(text.replace("<printed ", "<copy-number>auto</copy-number><printed "), "utf-8")
    return here / name


def batch(source, reg, out, *more, key="单位"):
    return Run("batch", source, "--editions", TABLE, "--key", key, "--out", out, "--register", reg, "--series", "简报", "--who", "李秘书", "--free-fonts",
               "--lang", "en", *more, timeout=300)


def a_print_run_takes_its_number(here):
    reg, source = register(here), brief(here)
    run = batch(source, reg, here / "out", "--merge", "印", "--separators", "--list", "packing-list", "--volume-pages", "1000")
    check(run.code == DONE and "第15期（总第208期）" in run.err and "20 editions, 3 volumes made" in run.err, run)
    shown = act(reg, "show", "简报", "2026-15")
    check("issued" in shown.splitlines()[0] and "590 copies" in shown and "江北区 41-75" in shown, shown)
    recorded = dict(re.findall(r"^ +(?:pdf|manifest) +([0-9a-f]{64})  .*/([^/\n]+)$", shown, re.M))
    check({n: h for h, n in recorded.items()} == hashes(here / "out") and len(recorded) == 5, recorded)
    check(act(reg, "verify").endswith("files compared\n"), "all is as it was recorded")
    again = batch(source, reg, here / "out", "--merge", "印", "--separators", "--list", "packing-list", "--volume-pages", "1000", "--resume")
    check(again.code == DONE and "3 there already" in again.err and len(act(reg, "list").splitlines()) == 1, again)
    check(batch(source, reg, here / "no", "--merge", "印", "--volume-pages", "2").code == BAD_INPUT and len(act(reg, "list").splitlines()) == 1,
          "a print run that cannot be made takes no number")


def parts_made_again(here):
    reg, source = register(here), brief(here)
    check(batch(source, reg, here / "out", "--numbered").code == DONE, "the issue")
    given = act(reg, "show", "简报", "2026-15")
    run = batch(source, reg, here / "again", "--numbered", "--only", "江北区", "--reprints", "2026-15")
    check(run.code == DONE and hashes(here / "again")["江北区.pdf"] == hashes(here / "out")["江北区.pdf"], run)
    run = batch(source, reg, here / "some", "--numbered", "--only", "九龙坡区:76-77", "--only", "000001", "--reprints", "2026-15")
    check(run.code == DONE and sorted(hashes(here / "some")) == ["manifest.jsonl", "九龙坡区.pdf", "沙坪坝区.pdf"], run)
    shown = act(reg, "show", "简报", "2026-15")
    check(shown.startswith(given) and shown.count("reprinted") == 2 and "reprinted  李秘书  九龙坡区:76-77, 000001" in shown, shown)
    check(all(value in shown for value in hashes(here / "some").values()), "their files are on record")
    check(act(reg, "export").count(",590,") == 1, "they are no new copies")
    check(len(act(reg, "list").splitlines()) == 1, "no number is taken")
    run = batch(source, reg, here / "some", "--numbered", "--only", "九龙坡区:76-77", "--only", "000001", "--reprints", "2026-15", "--resume")
    check(run.code == DONE and act(reg, "show", "简报", "2026-15") == shown, f"recorded once: {run}")
    merged = batch(source, reg, here / "merged", "--merge", "补", "--separators", "--only", "000076-000080", "--reprints", "2026-15")
    check(merged.code == DONE and "reprinted  李秘书  000076-000080" in act(reg, "show", "简报", "2026-15"), f"sheets between are no part of the issue: {merged}")
    listed = batch(source, reg, here / "listed", "--numbered", "--only", "江北区", "--list", "packing-list", "--reprints", "2026-15")
    check("BX1751" in listed.err and "nothing of it is on record" in listed.err and "dispatch.xml" in listed.err and not list((here / "listed").glob("*.pdf")), f"what the issue had not: {listed}")
    # The folder of a reprint is no folder of the issue: there is no run to be resumed, and a new one takes a number of its own.
    for path in (here / "again").iterdir():
        path.unlink()
    check("BX1881" in batch(source, reg, here / "again", "--numbered", "--resume").err and len(act(reg, "list").splitlines()) == 1, "no run of the issue")
    run = batch(source, reg, here / "again", "--numbered")
    check(run.code == DONE and "第16期" in run.err and len(act(reg, "list").splitlines()) == 2, run)
    act(reg, "void", "简报", "2026-16", "--reason", "试", at=())
    (here / "some/九龙坡区.pdf").write_bytes(b"other")
    check("BX1730" in act(reg, "verify", code=BAD_INPUT), "reprints are verified too")


def recorded_each_time(here):
    """Only a run that is resumed is on record already; what is made once more is recorded once more, whatever came between."""
    reg, source = register(here), brief(here)
    check(batch(source, reg, here / "out", "--numbered").code == DONE, "the issue")
    part = ("--numbered", "--only", "江北区", "--reprints", "2026-15")

    def count():
        return act(reg, "show", "简报", "2026-15").count("  reprinted  ")

    check(batch(source, reg, here / "a", *part).code == DONE and count() == 1, "A")
    shutil.rmtree(here / "a")
    check(batch(source, reg, here / "a", *part).code == DONE and count() == 2, "A once more, with the same names and bytes")
    (here / "a/江北区.pdf").unlink()
    check(batch(source, reg, here / "b", *part).code == DONE and count() == 3, "B meanwhile")
    run = batch(source, reg, here / "a", *part, "--resume")
    check(run.code == DONE and count() == 3 and (here / "a/江北区.pdf").exists(), f"A resumed is on record: {run}")
    run = batch(source, reg, here / "keys", "--numbered", "--reprints", "2026-15", key="起号")
    check(run.code == BAD_INPUT and "BX1751" in run.err and not list((here / "keys").glob("*.pdf")) and count() == 3, f"under other keys it is no part of the issue: {run}")


def recorded_when_it_is_out(here):
    """A reprint that gets no names is none; where the run is resumed, it is recorded once."""
    reg, source = register(here), brief(here)
    check(batch(source, reg, here / "out", "--numbered").code == DONE, "the issue")
    part = ("--numbered", "--only", "江北区", "--reprints", "2026-15")
    command = ["batch", source, "--editions", TABLE, "--key", "单位", "--out", here / "a", "--register", reg, "--series", "简报", "--free-fonts", *part]
    env = {"PATH": "/usr/bin:/bin", "LD_PRELOAD": os.environ["AT_LINK_LIBRARY"], "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache")}
    for place, code in (("fail", TEMPORARY), ("before", -9)):
        done = subprocess.run([PROGRAM, *map(str, command)], env={**env, "AT_LINK": place}, capture_output=True)
        check(done.returncode == code and not list((here / "a").glob("*.pdf")), f"{place}: {done}")
        check("reprinted" not in act(reg, "show", "简报", "2026-15"), f"{place}: nothing is out, and nothing on record")
        shutil.rmtree(here / "a")
    check(subprocess.run([PROGRAM, *map(str, command)], env={**env, "AT_LINK": "after"}, capture_output=True).returncode == -9, "killed when it was out")
    check(batch(source, reg, here / "a", *part, "--resume").code == DONE, "resumed")
    check(act(reg, "show", "简报", "2026-15").count("  reprinted  ") == 1, "on record once")
    # Others have the register when it is out: that is told, and resuming the run records it.
    other = [here / "b" if part == here / "a" else part for part in command]
    process = subprocess.Popen([PROGRAM, *map(str, other), "--lang", "en"], env={**env, "AT_LINK": "wait"}, stderr=subprocess.PIPE)
    while not list((here / "b").glob("manifest.jsonl")):
        time.sleep(0.02)
    db = sqlite3.connect(reg, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    said = process.communicate(timeout=120)[1].decode()
    db.close()
    check(process.returncode == TO_CONFIRM and "warning[BX1761]" in said and "--resume" in said, said)
    check(act(reg, "show", "简报", "2026-15").count("  reprinted  ") == 1, "not yet")
    check(batch(source, reg, here / "b", *part, "--resume").code == DONE, "resumed")
    check(act(reg, "show", "简报", "2026-15").count("  reprinted  ") == 2, "now it is")


def without_a_catalogue_on_record(here):
    """Registers kept none once: what was not recorded is not compared."""
    reg, source = register(here), brief(here)
    check(batch(source, reg, here / "out", "--numbered").code == DONE, "the issue")
    db = sqlite3.connect(reg)
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    db.execute("DELETE FROM file WHERE path LIKE '%fonts.xml'")
    for _, text in triggers:
        db.execute(text)
    db.commit()
    db.close()
    run = batch(source, reg, here / "again", "--numbered", "--only", "江北区", "--reprints", "2026-15")
    check(run.code == DONE and (here / "again/江北区.pdf").exists(), run)


def refused(here):
    reg, source = register(here), brief(here)
    check(batch(source, reg, here / "out", "--numbered").code == DONE, "the issue")
    before = act(reg, "show", "简报", "2026-15")
    changed = here / "changed.xml"
    changed.write_text(source.read_text("utf-8").replace("一周内", "三天内"), "utf-8")
    for text, number, code, more in ((changed, "2026-15", "BX1750", ["--numbered"]), (source, "2026-16", "BX1753", ["--numbered"]),
                                     (brief(here, 'number="16" total="209"', "typed.xml"), "2026-15", "BX1749", ["--numbered"])):
        run = batch(text, reg, here / "no", "--only", "江北区", "--reprints", number, *more)
        check(run.code == BAD_INPUT and code in run.err and not list((here / "no").glob("*")), f"{code}: {run}")
    act(reg, "reserve", "简报", "--year", "2026")
    check("BX1715" in batch(source, reg, here / "no", "--numbered", "--only", "江北区", "--reprints", "2026-16").err, "what is not issued")
    check(act(reg, "show", "简报", "2026-15") == before, "nothing is recorded of what was refused")
    act(reg, "void", "简报", "2026-15", "--reason", "误发", at=())
    check("BX1716" in batch(source, reg, here / "no", "--numbered", "--only", "江北区", "--reprints", "2026-15").err, "what is void")
    check(batch(source, reg, here / "no", "--only", "江北区").code == USAGE, "a part is no issue")


def build(source, output, *more):
    return Run("build", source, "-o", output, "--free-fonts", "--lang", "en", *more)


def copies_of_a_build(here):
    """--copies against the print run; on record all of it, with the ranges of <dispatch>, so that none goes out twice."""
    reg = register(here)
    text = CLASSIFIED.read_text("utf-8").replace("000017", "auto").replace('year="2019" number="16" total="209"', 'year="2026" number="auto" total="auto"')
    text = text.replace("2019-12-0", "2026-12-0")
    (here / "auto.xml").write_text(text, "utf-8")
    (here / "typed.xml").write_text(text.replace('number="auto" total="auto"', 'number="15" total="208"'), "utf-8")
    (here / "loose.xml").write_text(re.sub(r"<dispatch>.*</dispatch>", "", text, flags=re.S), "utf-8")
    record = ("--register", reg, "--series", "简报")
    run = build(here / "typed.xml", here / "1.pdf", "--copies", "1-41")
    check(run.code == BAD_INPUT and "typed.xml:61:25: error[BX1837]" in run.err and not (here / "1.pdf").exists(), run)
    run = build(here / "typed.xml", here / "2.pdf", "--copies", "41")
    check("typed.xml:61:25: warning[BX1136]" in run.err and run.code == 1, run)
    check(build(here / "typed.xml", here / "3.pdf", "--copies", "22-23").code == DONE, "some of them again")
    for source, copies, code in (("auto.xml", "1-39", "BX1837"), ("auto.xml", "2-41", "BX1864"), ("loose.xml", "2-41", "BX1865")):
        run = build(here / source, here / "4.pdf", "--copies", copies, *record)
        check(run.code == BAD_INPUT and code in run.err and not (here / "4.pdf").exists() and not act(reg, "list"), f"{code}: {run}")
    units = {"two": '<entry to="甲" copies="20"/><entry to="乙" copies="20"/>', "one": '<entry to="甲" copies="10" first-copy="1" last-copy="10"/>',
             "mixed": '<entry to="甲" copies="10" first-copy="1" last-copy="10"/><entry to="乙" copies="30"/>',
             "before": '<entry to="乙" copies="30"/><entry to="甲" copies="10" first-copy="1" last-copy="10"/>'}
    for name, entries in units.items():
        (here / f"{name}.xml").write_text(re.sub(r"<dispatch>.*</dispatch>", f"<dispatch>{entries}</dispatch>", text, flags=re.S), "utf-8")
    for name, copies, code in (("two", "41-80", "BX1864"), ("mixed", "1-10,101-130", "BX1864"), ("one", "1-10,101-130", "BX1865")):
        run = build(here / f"{name}.xml", here / "4.pdf", "--copies", copies, *record)
        check(run.code == BAD_INPUT and code in run.err and not (here / "4.pdf").exists() and not act(reg, "list"), f"{name}: {run}")
    other = register(here, "other.db")
    for number, name in ((15, "two"), (16, "mixed"), (17, "before")):
        check(build(here / f"{name}.xml", here / f"{name}.pdf", "--copies", "1-10,11-40", "--register", other, "--series", "简报").code == DONE, name)
        check(("甲 1-20; 乙 21-40" if name == "two" else "甲 1-10") in (shown := act(other, "show", "简报", f"2026-{number}")), shown)
        check(name == "two" or "乙 11-40" in shown, shown)
    check(build(here / "auto.xml", here / "15.pdf", "--copies", "1-40", *record).code == DONE, "the issue")
    shown = act(reg, "show", "简报", "2026-15")
    check("40 copies" in shown and "民进中央宣传部 1-2" in shown and "武隆区直属支部 36-40" in shown and shown.count("重医支部") == 1, shown)
    check(act(reg, "copies", "简报", "2026-15", "--to", "区档案馆=1", at=(), code=BAD_INPUT) == "BX1718", "every copy is given out")
    check(build(here / "loose.xml", here / "16.pdf", "--copies", "1-40", *record).code == DONE, "copies without recipients")
    check("区档案馆 1-2" in act(reg, "copies", "简报", "2026-16", "--to", "区档案馆=2", at=()) + act(reg, "show", "简报", "2026-16"), "they are given out later")
    act(reg, "reprint", "简报", "2026-15", "--reason", "第22、23份破损重印", at=())
    shown = act(reg, "show", "简报", "2026-15")
    check("第22、23份破损重印" in shown and act(reg, "export").count(",40,") == 2, "made again under their numbers")


def main():
    tests = (a_print_run_takes_its_number, parts_made_again, recorded_each_time, recorded_when_it_is_out, without_a_catalogue_on_record, refused, copies_of_a_build)
    for test in tests:
        with folder() as name:
            test(Path(name).resolve())
    finish(f"{len(tests)} tests")


main()

"""Runs that take a number of a register: one for all editions, with their copies, ranges and hashes; refused, interrupted, resumed, recovered."""
import csv
import hashlib
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

from register_test_support import act, register
from support import BAD_INPUT, DONE, PROGRAM, SOURCE, TEMPORARY, TO_CONFIRM, USAGE, Run, check, finish, folder

SAMPLE = SOURCE / "samples/editions"
KILLED = -9


def brief(path, number='number="auto" total="auto"', year=2026):
    text = (SAMPLE / "district-brief.xml").read_text("utf-8")
    text = text.replace('year="2019" number="16" total="209"', f'year="{year}" {number}').replace("2019-12-0", "2026-12-0")
    path.write_text(text, "utf-8")
    return path


def arguments(source, reg, out, *more):
    where = ["--out", out] if out else ["--sink", "null"]
    return ["batch", source, "--editions", SAMPLE / "districts.csv", "--key", "单位", *where, "--register", reg, "--series", "简报", "--who", "李秘书",
            "--free-fonts", "--lang", "en", *more]


def batch(source, reg, out, *more, **how):
    return Run(*arguments(source, reg, out, *more), **how)


def start(source, reg, out, at_link="", *more):
    env = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache")}
    if at_link:
        env |= {"LD_PRELOAD": os.environ["AT_LINK_LIBRARY"], "AT_LINK": at_link}
    return subprocess.Popen([PROGRAM, *map(str, arguments(source, reg, out, *more))], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def hashes(path):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in path.iterdir()} if path.exists() else {}


def states(reg):
    return [line.split("  ")[2] for line in act(reg, "list").splitlines()]


def one_number_for_all(here):
    reg, source = register(here), brief(here / "b.xml")
    check(batch(source, reg, None).code == DONE and act(reg, "list") == "", "without a folder nothing is taken")
    run = batch(source, reg, here / "out")
    check(run.code == DONE and "第15期（总第208期）" in run.err and "20 editions made" in run.err, run)
    shown = act(reg, "show", "简报", "2026-15")
    rows = list(csv.DictReader(io.StringIO((SAMPLE / "districts.csv").read_text("utf-8"), newline="")))
    ranges = "; ".join(f"{r['单位']} {int(r['起号'])}-{int(r['止号'])}" for r in rows)
    check("issued" in shown.splitlines()[0] and "590 copies" in shown and ranges in shown, shown)
    check("关于〔单位〕主题教育活动情况的反馈" in shown and "李秘书" in shown, shown)
    for name, sha in hashes(here / "out").items():
        role = "manifest" if name == "manifest.jsonl" else "pdf"
        check(re.search(rf"{role} +{sha}  {re.escape(str(here / 'out' / name))}\n", shown), f"{name} is not on record")
    for role, path in (("brief", source), ("table", SAMPLE / "districts.csv")):
        check(hashlib.sha256(path.read_bytes()).hexdigest() in shown, role)
    check(act(reg, "verify").endswith("files compared\n"), "all is as it was recorded")
    # The register changes nothing in the documents.
    typed = brief(here / "typed.xml", 'number="15" total="208"')
    Run("batch", typed, "--editions", SAMPLE / "districts.csv", "--key", "单位", "--out", here / "plain", "--free-fonts")
    check({n: h for n, h in hashes(here / "plain").items() if n.endswith(".pdf")} == {n: h for n, h in hashes(here / "out").items() if n.endswith(".pdf")},
          "the same bytes")
    before = hashes(here / "out")
    check(batch(source, reg, here / "out").code == BAD_INPUT and states(reg) == ["issued"], "a folder that has a run takes no number")
    again = batch(source, reg, here / "out", "--resume")
    check(again.code == DONE and "20 there already" in again.err and states(reg) == ["issued"] and hashes(here / "out") == before, f"done is done: {again}")
    run = batch(source, reg, here / "second", "--diagnostics", "json", "--replaces", "2026-15")
    check(json.loads(run.err.splitlines()[-1])["report"]["number"] == "2026-16" and states(reg) == ["replaced", "issued"], run)
    act(reg, "copies", "简报", "2026-16", "--to", "区档案馆=1", at=(), code=BAD_INPUT)


def no_number_is_burnt(here):
    reg, source = register(here), brief(here / "b.xml")
    faulty = here / "faulty.xml"
    faulty.write_text(source.read_text("utf-8").replace("<title>关于", "<title>不能排\U000F0000"), "utf-8")
    column = brief(here / "column.xml", 'number="{份数}"')
    (here / "file").write_text("")
    for run, code in ((batch(faulty, reg, here / "out"), None), (batch(column, reg, here / "out"), "BX1747"), (batch(source, reg, here / "file"), "BX160"),
                      (batch(source, reg, here / "none/out"), "BX1604"), (batch(brief(here / "16.xml", 'number="16"'), reg, here / "out"), "BX1721")):
        check(run.code in (BAD_INPUT, TEMPORARY) and (code is None or code in run.err) and not list(here.glob("*/*.pdf")), run)
    check("column.xml:8:" in batch(column, reg, here / "out").err, "the place of the column")
    check(act(reg, "list") == "", "no number was taken by all this")
    run = Run("batch", source, "--editions", SAMPLE / "districts.csv", "--key", "单位", "--out", here / "out", "--free-fonts")
    check(run.code == BAD_INPUT and "BX1726" in run.err and not (here / "out").exists(), f"an open number needs a register: {run}")
    for more in (["--shard", "1/2"], ["--keep-going"], ["--series", "x", "--series", "y"]):
        check(batch(source, reg, here / "out", *more).code == USAGE, more)
    for args in (["--register", reg], ["--series", "简报"], ["--replaces", "2026-1"]):
        check(Run("batch", source, "--editions", "t.csv", "--out", here / "out", *args).code == USAGE, args)


def killed_with_a_part_out(here):
    reg, source = register(here), brief(here / "b.xml")
    check(start(source, reg, here / "out", "after").wait() == KILLED, "killed when the first name was given")
    check(len(list((here / "out").glob("*.pdf"))) == 1 and states(reg) == ["under way"], "one of twenty is out")
    run = Run("register", "recover", reg, "--lang", "en")
    check(run.code == TO_CONFIRM and "BX1748" in run.err and states(reg) == ["under way"], f"recovery leaves it: {run}")
    check(act(reg, "void", "简报", "2026-15", "--reason", "x", at=(), code=TEMPORARY) == "BX1733", "hands off")
    run = batch(source, reg, here / "out", "--resume")
    check(run.code == DONE and "第15期" in run.err and states(reg) == ["issued"], f"resumed with its number: {run}")
    check(Run("batch", "verify", here / "out").code == DONE and act(reg, "verify").endswith("files compared\n"), "whole")
    check(start(source, reg, here / "lost", "after").wait() == KILLED, "another")
    check("void" in act(reg, "recover", "简报", "2026-16", "--reason", "不发了", at=()), "people decide")
    run = batch(source, reg, here / "lost", "--resume")
    check(run.code == BAD_INPUT and "BX1842" in run.err and "number" in run.err and states(reg)[2:] == [], f"what lies there has the void number: {run}")


def killed_with_nothing_out(here):
    reg, source = register(here), brief(here / "b.xml")
    fails = start(source, reg, here / "a", "fail")
    check(fails.wait() == TEMPORARY and states(reg) == ["under way"], "the manifest is out: resumed with its number")
    check(batch(source, reg, here / "a", "--resume").code == DONE and states(reg) == ["issued"], "resumed")
    process = start(source, reg, here / "b")
    while process.poll() is None and "2026-16" not in act(reg, "list"):
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    # Where the manifest has its name, a part is out.
    if states(reg)[1] == "under way" and not (here / "b/manifest.jsonl").exists():
        check("void" in act(reg, "recover", at=()), "recovery makes it void")
        check(batch(source, reg, here / "b", "--resume").code == DONE and states(reg) == ["issued", "void", "issued"], "then there is another number")


def failed_with_nothing_out(here):
    """The folder cannot be synced behind the manifest's name: the name goes, the number is kept, and the next try has it."""
    reg, source = register(here), brief(here / "b.xml")
    process = start(source, reg, here / "out", "unsynced")
    said = process.communicate(timeout=120)[1].decode()
    check(process.returncode == TEMPORARY and "BX1602" in said and "BX1752" in said and str(here / "out") in said, said)
    check(not list((here / "out").iterdir()) and states(reg) == ["kept"], f"nothing is there: {list((here / 'out').iterdir())} {states(reg)}")
    check(batch(source, reg, here / "other").code == DONE and states(reg) == ["kept", "issued"], "others have the next number")
    run = batch(source, reg, here / "out")
    check(run.code == DONE and "第15期" in run.err and states(reg) == ["issued", "issued"], run)


def resumed_without_a_run(here):
    """Nothing is resumed where there is nothing, nor where the folder was moved to: a new number would be taken unseen."""
    reg, source = register(here), brief(here / "b.xml")
    (here / "empty").mkdir()
    for name in ("none", "empty"):
        run = batch(source, reg, here / name, "--resume")
        check(run.code == BAD_INPUT and "BX1881" in run.err and str(here / name) in run.err and "leave out --resume" in run.err, run)
    check(act(reg, "list") == "" and not (here / "none").exists(), "no number was taken")
    check(start(source, reg, here / "out", "after").wait() == KILLED, "killed when the first name was given")
    (here / "out").rename(here / "moved")
    run = batch(source, reg, here / "moved", "--resume")
    check(run.code == BAD_INPUT and "BX1882" in run.err and str(here / "out") in run.err and "BX1842" not in run.err, run)
    (here / "moved").rename(here / "out")
    check(batch(source, reg, here / "out", "--resume").code == DONE and states(reg) == ["issued"], "where it was, it is completed")


def stopped_by_a_signal(here):
    """It says that --resume goes on: then with the same number."""
    reg, source = register(here), brief(here / "b.xml")
    for attempt in range(20):
        out = here / f"out{attempt}"
        count = len(states(reg))
        process = start(source, reg, out, "", "--jobs", "1")
        while process.poll() is None and len(states(reg)) == count:
            pass
        process.send_signal(signal.SIGTERM)
        process.communicate()
        if process.returncode == TEMPORARY:
            break
    check(process.returncode == TEMPORARY and states(reg)[-1] == "under way", f"stopped: {states(reg)}")
    count = len(states(reg))
    check(batch(source, reg, out, "--resume").code == DONE and states(reg)[-1] == "issued" and len(states(reg)) == count, "the same number")


def others_were_quicker(here):
    """While the editions are checked, somebody takes the number: they are made again with the next."""
    reg, source = register(here), brief(here / "b.xml")
    processes = [start(source, reg, here / f"out{i}", "", "--jobs", "1") for i in range(3)]
    said = [p.communicate()[1].decode() for p in processes]
    check([p.returncode for p in processes] == [DONE] * 3 and states(reg) == ["issued"] * 3, said)
    numbers = [re.search(r"第(\d+)期", text)[1] for text in said]
    check(sorted(numbers) == ["15", "16", "17"], numbers)
    for i, number in enumerate(numbers):
        text = subprocess.run(["pdftotext", here / f"out{i}" / "江北区.pdf", "-"], capture_output=True, text=True, check=True).stdout
        check(f"第{number}期" in re.sub(r"\s", "", text), f"out{i} says another number than {number}")


def published_and_not_recorded(here):
    reg, source = register(here), brief(here / "b.xml")
    process = start(source, reg, here / "out", "wait")  # a second before each of the names
    while not list((here / "out").glob("*.pdf")):
        time.sleep(0.05)
    db = sqlite3.connect(reg, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    said = process.communicate(timeout=120)[1].decode()
    db.close()
    check(process.returncode == TO_CONFIRM and "warning[BX1740]" in said and "nothing was written" not in said, said)
    check("issued" in act(reg, "recover", at=()) and states(reg) == ["issued"], "recovery records it")


def main():
    tests = [one_number_for_all, no_number_is_burnt, killed_with_a_part_out, killed_with_nothing_out, failed_with_nothing_out, resumed_without_a_run, stopped_by_a_signal, others_were_quicker,
             published_and_not_recorded]
    for test in tests:
        with folder() as name:
            test(Path(name).resolve())
    finish(f"{len(tests)} tests")


main()

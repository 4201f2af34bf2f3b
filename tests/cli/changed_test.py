"""What lies on the disk changes while a run is at work: the record is of the bytes that were read, and a folder keeps to one run."""
import hashlib
import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

from register_test_support import act, brief, register
from support import BAD_INPUT, DONE, PROGRAM, SOURCE, Run, check, finish, folder

TABLE, SAMPLE = SOURCE / "samples/editions/districts.csv", SOURCE / "samples/editions/district-brief.xml"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache")}


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def command(source, out, *more, table=TABLE):
    return list(map(str, ["batch", source, "--editions", table, "--key", "单位", "--out", out, "--free-fonts", "--jobs", "1", "--lang", "en", *more]))


def large_table(here):
    """Rows enough for a run to be stopped in the middle of its first pass."""
    head, *rows = TABLE.read_text("utf-8").splitlines()
    first = rows[0].split(",")
    lines = [",".join([f"{first[0]}{n}", *first[1:-3], "3", str(3 * n + 1), str(3 * n + 3)]) for n in range(600)]
    (here / "t.csv").write_text("\n".join([head, *lines]) + "\n", "utf-8")
    (here / "b.xml").write_text(re.sub(r"<editions .*?/>", "", SAMPLE.read_text("utf-8")), "utf-8")
    return here / "t.csv", here / "b.xml"


def layouts_in_the_manifest(here):
    table, source = large_table(here)
    other = here / "other.xml"
    other.write_text((SOURCE / "layouts/work-brief.xml").read_text("utf-8").replace('name="work-brief"', 'name="other"'), "utf-8")
    read = sha(other)
    process = subprocess.Popen([PROGRAM, *command(source, here / "out", "--layout", other, "--progress", "jsonl", table=table)], stderr=subprocess.PIPE,
                               env=ENVIRONMENT)
    line = process.stderr.readline()
    process.send_signal(signal.SIGSTOP)
    other.write_text(other.read_text("utf-8") + "<!-- changed -->", "utf-8")
    process.send_signal(signal.SIGCONT)
    said = process.communicate()[1].decode()[-500:]
    check(process.returncode == DONE and b'"check"' in line, f"{process.returncode} {line} {said}")
    head = [json.loads(line) for line in (here / "out/manifest.jsonl").read_text("utf-8").splitlines()]
    found = [e["sha256"] for e in head if e.get("source") == "layout" and e["path"] == str(other)]
    check(found == [read] != [sha(other)], f"the layout as it was read: {found}")
    check([e["sha256"] for e in head if e.get("source") == "catalogue"] == [sha(SOURCE / "fonts/fonts.xml")], "the catalogue of fonts")


def everything_on_record(here):
    """Brief, layouts, catalogue and fonts of a build, each with the hash of its file where nothing changes."""
    reg = register(here)
    source = brief(here / "b.xml")
    Run("build", source, "--register", reg, "--series", "简报", "-o", here / "1.pdf", "--free-fonts")
    found = re.findall(r"^ +(\w+) +([0-9a-f]{64})  (\S+)$", act(reg, "show", "简报", "2026-15"), re.M)
    check({role for role, _, _ in found} == {"brief", "layout", "catalogue", "font", "pdf"} and any(p.endswith("fonts.xml") for _, _, p in found), found)
    check(all(sha(Path(path)) == value for _, value, path in found), found)


def at_link(words, what):
    return subprocess.Popen([PROGRAM, *words], stderr=subprocess.PIPE, env=ENVIRONMENT | {"LD_PRELOAD": os.environ["AT_LINK_LIBRARY"], "AT_LINK": what})


def shards_of_two_runs(here):
    """A shard that is ready when another run's has come into its folder gets no name there, be it the same part or another."""
    (here / "a.xml").write_text(SAMPLE.read_text("utf-8"), "utf-8")
    (here / "b.xml").write_text(SAMPLE.read_text("utf-8").replace("一周内", "三天内"), "utf-8")
    for other in ("1/2", "2/2"):
        out = here / other.replace("/", "of")
        words = command(here / "a.xml", out, "--shard", "1/2")
        slow = at_link(words, "manifest")
        while slow.poll() is None and not list(out.glob(".banxin-batch-*-manifest.tmp")):
            time.sleep(0.001)
        quick = Run(*command(here / "b.xml", out, "--shard", other))
        said = slow.communicate()[1].decode()
        check(quick.code == DONE, quick)
        check(slow.returncode == BAD_INPUT and "BX1842" in said and "brief differs" in said, f"{other}: {slow.returncode} {said}")
        rest = Run(*command(here / "b.xml", out, "--shard", "2/2" if other == "1/2" else "1/2"))
        check(rest.code == DONE and Run("batch", "verify", out).code == DONE, rest)
        whole = Run(*command(here / "b.xml", here / f"whole-{out.name}"))
        pdfs = {p.name: sha(p) for p in out.glob("*.pdf")}
        check(whole.code == DONE and pdfs == {p.name: sha(p) for p in (here / f"whole-{out.name}").glob("*.pdf")}, "every edition is of one run")
        check(not list(out.glob("*.tmp")), "nothing is left over")


def one_shard_twice(here):
    """A shard made twice, and another run's beside it: who withdraws takes no name that is the other's by now."""
    (here / "a.xml").write_text(SAMPLE.read_text("utf-8"), "utf-8")
    (here / "b.xml").write_text(SAMPLE.read_text("utf-8").replace("一周内", "三天内"), "utf-8")
    check(Run(*command(here / "b.xml", here / "foreign", "--shard", "2/2")).code == DONE, "another run")
    words, out = command(here / "a.xml", here / "out", "--shard", "1/2"), here / "out"
    again = at_link(words, "manifest")
    while again.poll() is None and not list(out.glob(".banxin-batch-*-manifest.tmp")):  # it has looked, and waits with its name
        time.sleep(0.001)
    slow = at_link(words, "named")
    said = again.communicate()[1].decode()
    check(again.returncode == DONE, said)
    foreign = next((here / "foreign").glob("manifest*.jsonl"))
    (out / foreign.name).write_bytes(foreign.read_bytes())
    said = slow.communicate()[1].decode()
    check(slow.returncode == BAD_INPUT and "BX1842" in said, f"{slow.returncode} {said}")
    (out / foreign.name).unlink()
    check(len(list(out.glob("manifest*.jsonl"))) == 1, f"the manifest of what is published stays: {sorted(p.name for p in out.iterdir())}")


def main():
    tests = (layouts_in_the_manifest, everything_on_record, shards_of_two_runs, one_shard_twice)
    for test in tests:
        with folder() as name:
            test(Path(name).resolve())
    finish(f"{len(tests)} tests")


main()

"""Runs killed at any moment: no half file, no strange name; --resume completes, and the folder is that of an undisturbed run, byte for byte, whatever
the number of threads and shards."""
import hashlib
import os
import random
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
from kills import kill_at
from support import DONE, PROGRAM, SOURCE, Run, check, finish, folder

ROUNDS = 200 if os.environ.get("BANXIN_LONG") == "1" else 20
SAMPLE = [SOURCE / "samples/editions/district-brief.xml", "--editions", SOURCE / "samples/editions/districts.csv", "--key", "单位", "--free-fonts"]
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache")}


def hashes(path):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in path.iterdir()} if path.exists() else {}


def pdfs(names):
    return {name: value for name, value in names.items() if name.endswith(".pdf")}


def run(out, *more):
    return Run("batch", *SAMPLE, "--out", out, *more)


def killed(here, whole):
    chance = random.Random(20191202)
    found = {"nothing": 0, "a part": 0, "all": 0}
    for number in range(ROUNDS):
        out = here / f"k{number}"
        for _ in range(2):
            command = [PROGRAM, "batch", *SAMPLE, "--out", out, "--resume", "--jobs", str(chance.choice((1, 2, 8)))]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
            kill_at(process, out, chance.randrange(0, 40))
            there = hashes(out)
            named = pdfs(there)
            found["all" if named == pdfs(whole) else "a part" if named else "nothing"] += 1
            check(all(whole.get(name) == value for name, value in named.items()), f"round {number}: a PDF that is not the run's")
            check(not named or "manifest.jsonl" in there, f"round {number}: PDFs without a manifest")
            check(all(name in whole or re.fullmatch(r"\.banxin-batch-.*\.tmp", name) for name in there), f"round {number}: strange names: {there.keys()}")
        done = run(out, "--resume")
        check(done.code == DONE and hashes(out) == whole, f"round {number}: {done}")
        check(Run("batch", "verify", out).code == DONE, f"round {number}: verify")
        subprocess.run(["rm", "-r", out], check=True)
    print(f"{ROUNDS} rounds; after a kill there was {found}")
    check(found["nothing"] > 0, "no run was killed before it published")


def same_bytes(here, whole):
    for jobs in ("1", "8"):
        done = run(here / f"jobs-{jobs}", "--jobs", jobs)
        check(done.code == DONE and hashes(here / f"jobs-{jobs}") == whole, f"{jobs} threads: {done}")
    shards = [subprocess.Popen([PROGRAM, "batch", *SAMPLE, "--out", here / "shards", "--shard", f"{k}/3"], stderr=subprocess.PIPE, env=ENVIRONMENT) for k in (1, 2, 3)]
    for shard in shards:
        said = shard.communicate()[1].decode()
        check(shard.returncode == DONE, said)
    check(pdfs(hashes(here / "shards")) == pdfs(whole) and Run("batch", "verify", here / "shards").code == DONE, "three shards at once")
    again = run(here / "shards", "--shard", "2/3", "--resume")
    check(again.code == DONE and "0 editions made" in again.err, again)


def main():
    with folder() as name:
        here = Path(name).resolve()
        done = run(here / "whole")
        check(done.code == DONE, done)
        whole = hashes(here / "whole")
        check(len(pdfs(whole)) == 20, whole.keys())
        same_bytes(here, whole)
        killed(here, whole)
    finish("2 tests")


main()

"""Builds that take numbers, several at once and killed at any moment: after recovery every number is issued with the PDF that says it, or void."""
import csv
import hashlib
import io
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cli"))
from support import DONE, PLAIN, PROGRAM, Run, check, finish, folder

ROUNDS = 200 if os.environ.get("BANXIN_LONG") == "1" else 20
AT_ONCE = 4


def start(here, register, source, name):
    command = [PROGRAM, "build", source, "--register", register, "--series", "简报", "-o", here / f"{name}.pdf", "--free-fonts"]
    env = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache")}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env)


def states(register):
    """Number -> (state, recorded PDF, its hash), from the program's table."""
    text = Run("register", "export", register, "--lang", "en").out.decode().removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    numbers = [int(row["number"]) for row in rows]
    check(numbers == list(range(1, len(rows) + 1)), f"numbers are given once and in order: {numbers}")
    return [(int(row["number"]), row["state"], row["file"], row["sha256 of the file"]) for row in rows]


def check_register(here, register):
    all_states, issued = states(register), set()
    for number, state, file, sha in all_states:
        check(state in ("issued", "void"), f"{number} is {state}")
        if state != "issued":
            continue
        issued.add(file)
        data = Path(file).read_bytes()
        check(hashlib.sha256(data).hexdigest() == sha, f"{number}: {file} is not what was recorded")
        title = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
        check(f"第{number}期" in title, f"{number}: the PDF has another number")
    published = {str(path) for path in here.glob("*.pdf")}
    check(published == issued, f"published but not issued: {published - issued}, issued but not there: {issued - published}")
    return all_states


def at_once(here, register, source):
    builds = [start(here, register, source, f"all-{i}") for i in range(8)]
    for build in builds:
        said = build.communicate(timeout=120)[1].decode()
        check(build.returncode == DONE, said)
    done = check_register(here, register)
    check(len(done) == 8 and all(state == "issued" for _, state, _, _ in done), f"eight builds at once: {done}")


def killed(here, register, source):
    chance = random.Random(20260302)
    begun = time.monotonic()
    start(here, register, source, "whole").communicate()
    whole = time.monotonic() - begun
    counts = {"issued": 0, "void": 0}
    for round_number in range(ROUNDS):
        builds = [start(here, register, source, f"k{round_number}-{i}") for i in range(AT_ONCE)]
        time.sleep(chance.uniform(0.2, 2.5) * whole)
        for build in builds:
            build.send_signal(signal.SIGKILL)
        for build in builds:
            build.communicate()
        # What is under way, and whether its document is there: recovery must find the same, and nothing else.
        under_way = [row for row in Run("register", "verify", register, "--lang", "en").err.splitlines() if "BX1732" in row]
        out = {str(path) for path in here.glob("*.pdf")} - {file for _, state, file, _ in states(register) if state == "issued"}
        run = Run("register", "recover", register, "--lang", "en")
        check(run.code == DONE, run)
        found = re.findall(r"  (issued|void)  ", run.out.decode())
        check((len(found), found.count("issued")) == (len(under_way), len(out)), f"round {round_number}: {found}, but {under_way} and {out}")
        for state in found:
            counts[state] += 1
    total = check_register(here, register)
    run = Run("register", "verify", register)
    check(run.code == DONE, run)
    check(counts["void"] > 0, "no build was killed between taking a number and publishing")
    print(f"{ROUNDS} rounds: {len(total)} numbers, recovered {counts}")


def main():
    with folder() as name:
        here = Path(name).resolve()
        register, source = here / "register.db", here / "b.xml"
        source.write_text(PLAIN.read_text("utf-8").replace('number="3"', 'number="auto"'), "utf-8")
        for args in (("init", register), ("series", register, "简报", "--pattern", "第{number}期")):
            check(Run("register", *args).code == DONE, args)
        at_once(here, register, source)
        killed(here, register, source)
    finish("2 tests")


main()

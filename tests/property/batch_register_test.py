"""Runs with a register, killed at any moment: every number is given once, without a gap, and issued or void; no half file; --resume completes with the
number that was taken, and the bytes are those of an undisturbed run."""
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
from kills import kill_at
from support import DONE, PROGRAM, SOURCE, TO_CONFIRM, Run, check, finish, folder

ROUNDS = 200 if os.environ.get("BANXIN_LONG") == "1" else 20
SAMPLE = SOURCE / "samples/editions"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache")}


def brief(path, number):
    text = (SAMPLE / "district-brief.xml").read_text("utf-8")
    path.write_text(re.sub(r'year="2019" number="16" total="209"', f'year="2019" number="{number}"', text), "utf-8")
    return path


def command(source, out, *more):
    return ["batch", source, "--editions", SAMPLE / "districts.csv", "--key", "单位", "--out", out, "--free-fonts", "--lang", "en", *more]


def rows(register):
    text = Run("register", "export", register, "--lang", "en").out.decode().removeprefix("\ufeff")
    out = list(csv.DictReader(io.StringIO(text, newline="")))
    numbers = [int(row["number"]) for row in out]
    check(numbers == list(range(1, len(out) + 1)), f"numbers are given once and in order: {numbers}")
    return out


def pdfs(path):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in path.glob("*.pdf")}


def undisturbed(here, number):
    """The PDFs of a run whose brief has the number itself, without any register."""
    out = here / "undisturbed"
    run = Run(*command(brief(here / "typed.xml", number), out))
    check(run.code == DONE, run)
    found = pdfs(out)
    subprocess.run(["rm", "-r", out], check=True)
    return found


def round_of(here, register, source, number, chance, found):
    out, more = here / f"k{number}", ["--register", register, "--series", "简报"]
    before = len(rows(register))

    def resume():
        """Where a run was begun."""
        begun = out.exists() and any(out.iterdir()) or any(row["state"] == "under way" for row in rows(register)[before:])
        return ["--resume"] if begun else []
    for _ in range(2):
        process = subprocess.Popen([PROGRAM, *map(str, command(source, out, *more, *resume(), "--jobs", str(chance.choice((1, 2)))))], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        moment = chance.randrange(0, 40)
        if moment:
            kill_at(process, out, moment)
        else:
            time.sleep(chance.uniform(0, 0.3))
            process.send_signal(signal.SIGKILL)
            process.communicate()
        there, taken = pdfs(out), rows(register)[before:]
        found["all" if len(there) == 20 else "a part" if there else "nothing"] += 1
        found["taken"] += bool(taken) and taken[-1]["state"] == "under way"
        check(len([row for row in taken if row["state"] != "void"]) <= 1, f"round {number}: {taken}")
        check(not there or taken, f"round {number}: PDFs of a number that is not on record")
        if chance.random() < 0.3:
            recovered = Run("register", "recover", register, "--lang", "en")
            after = rows(register)[before:]
            expected = "" if not after else "issued" if len(there) == 20 else after[-1]["state"] if taken[-1]["state"] != "under way" else "under way" if there else "void"
            # The manifest may be out before the first PDF is: then a part is.
            if expected == "void" and (out / "manifest.jsonl").exists():
                expected = "under way"
            check(not after or after[-1]["state"] == expected, f"round {number}: recovery of {len(there)} PDFs: {after[-1]}, not {expected}")
            check(recovered.code == (TO_CONFIRM if expected == "under way" else DONE), recovered)
    done = Run(*command(source, out, *more, *resume()))
    mine = rows(register)[before:]
    check(done.code == DONE and mine[-1]["state"] == "issued" and all(row["state"] == "void" for row in mine[:-1]), f"round {number}: {done} {mine}")
    check(mine[-1]["file"] == str(out / "manifest.jsonl"), mine[-1])
    check(pdfs(out) == undisturbed(here, mine[-1]["number"]), f"round {number}: other bytes than undisturbed")
    check(set(mine[-1]["sha256 of the file"].split()) == set(pdfs(out).values()), f"round {number}: other hashes on record")
    check(sorted(p.name for p in out.iterdir() if p.suffix != ".pdf") == ["manifest.jsonl"], f"round {number}: something is left")
    check(Run("batch", "verify", out).code == DONE, f"round {number}: verify")
    return len(mine)


def main():
    with folder() as name:
        here = Path(name).resolve()
        register, source = here / "register.db", brief(here / "b.xml", "auto")
        for args in (("init", register), ("series", register, "简报", "--pattern", "第{number}期")):
            check(Run("register", *args).code == DONE, args)
        chance, found = random.Random(20260302), {"nothing": 0, "a part": 0, "all": 0, "taken": 0}
        given = sum(round_of(here, register, source, number, chance, found) for number in range(ROUNDS))
        check(given == len(rows(register)), "no number beside")
        run = Run("register", "verify", register, timeout=600)
        check(run.code == DONE, run)
        print(f"{ROUNDS} rounds, {given} numbers; after a kill there was {found}")
        check(found["nothing"] > 0 and found["taken"] > 0, f"no run was killed with its number taken: {found}")
    finish("1 test")


main()

"""What the tests of the program share: running it, folders that vanish, checks that go on after a failure."""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = Path(os.environ["BANXIN"]).resolve()
SOURCE = Path(__file__).resolve().parents[2]
DATA = SOURCE / "tests/data"
PLAIN = DATA / "briefs/plain.xml"

DONE, TO_CONFIRM, USAGE, BAD_INPUT, TEMPORARY = 0, 1, 2, 3, 75


class Run:
    def __init__(self, *args, cwd=None, env=None, stdout=None, user=None, timeout=60):
        full = {"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(PROGRAM.parent / "test-cache")} if env is None else env
        done = subprocess.run([PROGRAM, *map(str, args)], cwd=cwd, env=full, stdout=stdout or subprocess.PIPE, stderr=subprocess.PIPE,
                              user=user, timeout=timeout)
        self.code, self.out, self.err = done.returncode, done.stdout or b"", done.stderr.decode("utf-8")
        self.args = args

    def __str__(self):
        return f"banxin {' '.join(map(str, self.args))}\nexit {self.code}\n{self.err[:600]}"


failures = []


def check(holds, what):
    if not holds:
        failures.append(str(what))
        print("FAILED", what)


def folder():
    return tempfile.TemporaryDirectory(prefix="banxin-test-")


def finish(count):
    print(f"{count}, {len(failures)} failed")
    sys.exit(bool(failures))

"""Every faulty brief and layout of tests/data/faults, through the real program: what it says in English, Chinese and JSON, and its exit code.

The expected text stands beside each file (NAME.expected). With BANXIN_UPDATE=1 it is written anew: read the difference before you commit it.
A layout is tried on briefs/plain.xml, or on the brief that its first comment names ("With ...")."""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

PROGRAM, SOURCE = Path(os.environ["BANXIN"]).resolve(), Path(__file__).resolve().parents[2]
DATA = SOURCE / "tests/data"
UPDATE = os.environ.get("BANXIN_UPDATE") == "1"
KEYS = ["severity", "code", "file", "line", "column", "message", "args"]


def arguments(case):
    if case.parent.name != "layouts":
        return [str(case.relative_to(DATA))]
    named = re.search(r"With (\S+\.xml)", case.read_text(encoding="utf-8"))
    return ["briefs/" + (named[1] if named else "plain.xml"), "--layout", str(case.relative_to(DATA))]


def run(case, *more):
    done = subprocess.run([PROGRAM, "check", *arguments(case), "--free-fonts", *more], cwd=DATA, capture_output=True, encoding="utf-8", timeout=60)
    assert done.stdout == "", f"{case.name} writes to standard output: {done.stdout}"
    return done.returncode, done.stderr.replace(str(SOURCE) + "/", "")


def without_summary(text):
    """How many pages and lines a brief has is for other tests to say."""
    return "".join(line for line in text.splitlines(True) if not re.search(r": \d+ pages?, |：\d+ 页，", line))


def as_text(case):
    code, english = run(case, "--lang", "en")
    chinese_code, chinese = run(case, "--lang", "zh")
    assert code == chinese_code, f"{case.name}: the exit code depends on the language"
    return f"exit {code}\n{without_summary(english)}\n{without_summary(chinese)}", code, chinese


def check_json(case, code, chinese):
    json_code, lines = run(case, "--lang", "zh", "--diagnostics", "json")
    assert json_code == code, f"{case.name}: the exit code depends on the form of the messages"
    words = {"note": "提示", "warning": "警告", "error": "错误"}
    rendered = []
    for line in lines.splitlines():
        d = json.loads(line)
        if "report" in d:
            assert d["report"]["pages"] > 0, f"{case.name}: {line}"
            continue
        assert list(d) == KEYS, f"{case.name}: keys {list(d)}"
        place = f"{d['file']}:{d['line']}:{d['column']}" if d["line"] else d["file"]
        rendered.append(f"{place}: {words[d['severity']]}[{d['code']}]: {d['message']}")
    expected = [line for line in without_summary(chinese).splitlines() if not line.startswith(("共 ", "  → "))]  # what to type is the program's
    assert rendered == expected, f"{case.name}: JSON says {rendered}, text {expected}"


def main():
    failed = 0
    cases = sorted(DATA.glob("faults/*.xml")) + sorted(DATA.glob("faults/layouts/*.xml"))
    assert len(cases) > 30
    for case in cases:
        try:
            text, code, chinese = as_text(case)
            check_json(case, code, chinese)
            expected = case.with_suffix(".expected")
            if UPDATE:
                expected.write_text(text, encoding="utf-8")
            assert expected.exists(), f"{expected} does not exist"
            if text != (wanted := expected.read_text(encoding="utf-8")):
                raise AssertionError(f"{case.name}\n--- expected\n{wanted}\n--- said\n{text}")
        except AssertionError as fault:
            failed += 1
            print("FAILED", fault)
    print(f"{len(cases)} files, {failed} failed")
    sys.exit(failed > 0)


main()

"""Every code of engine/base/codes is provoked by a test, or stands in UNPROVOKED with the reason why it cannot be.

A code counts as provoked where an expected text of tests/data/faults has it, where a Python test names it (BX1234), or a C++ test names it
(Code::kName, or its number in the table of XML cases)."""
import re

from support import DATA, SOURCE, check, finish

UNPROVOKED = {
    "BX1699": "a fault of ours: no input may lead there",
    "BX1760": "SQLite says that a number could not be written, and has written it all the same: not to be had at will",
    "BX1612": "libharu refuses what it is given: no input may lead there",
}


def codes():
    out = {}
    for path in sorted((SOURCE / "engine/base/codes").glob("*.def")):
        for number, name in re.findall(r"^BANXIN_CODE\((\d+), (\w+),", path.read_text(encoding="utf-8"), re.M):
            check(f"BX{number}" not in out, f"BX{number} stands twice")
            out[f"BX{number}"] = name
    return out


def provoked(known):
    by_name = {name: code for code, name in known.items()}
    out = set()
    for path in DATA.glob("faults/**/*.expected"):
        out |= set(re.findall(r"BX\d{4}", path.read_text(encoding="utf-8")))
    for path in (SOURCE / "tests").glob("*/*.py"):
        if path.name != "codes_test.py":
            out |= set(re.findall(r"BX\d{4}", path.read_text(encoding="utf-8")))
    for path in [*(SOURCE / "tests/unit").glob("*_test.cpp"), *(SOURCE / "tests/unit").glob("*.hpp")]:
        if path.name == "base_test.cpp":   # reports codes of its own making
            continue
        text = path.read_text(encoding="utf-8")
        out |= {by_name[name] for name in re.findall(r"(?<!!= )Code::(k\w+)", text) if name in by_name}
        out |= {f"BX{number}" for number in re.findall(r"\b(1\d{3})@\d", text)}
    return out


def neutral(known):
    """A message is for whoever calls the library: what the program's user types for it stands in engine/cli/advice.cpp."""
    typed = re.compile(r"--[a-z]|[' ]-o\b|\bbanxin [a-z]|'register |signal|信号|command line|命令行")
    for path in sorted((SOURCE / "engine/base/codes").glob("*.def")):
        for line in re.findall(r"^BANXIN_CODE.*$", path.read_text(encoding="utf-8"), re.M):
            check(not typed.search(line), f"a message names what only the program has: {line}")
    advised = re.findall(r"^    \{(\d+), ", (SOURCE / "engine/cli/advice.cpp").read_text(encoding="utf-8"), re.M)
    check(len(advised) > 20 and len(set(advised)) == len(advised), "advice is read, each once")
    check(advised == sorted(advised), "advice is in order")
    for code in advised:
        check(f"BX{code}" in known, f"advice for BX{code}, which does not exist")


def main():
    known = codes()
    neutral(known)
    seen = provoked(known)
    check(len(known) > 100, "the tables of codes are read")
    for code in sorted(known.keys() - seen - UNPROVOKED.keys()):
        check(False, f"{code} ({known[code]}) is provoked by no test")
    for code in sorted(UNPROVOKED.keys() & seen):
        check(False, f"{code} is provoked after all: take it out of UNPROVOKED")
    for code in sorted((seen | UNPROVOKED.keys()) - known.keys()):
        check(False, f"{code} does not exist")
    finish(f"{len(known)} codes")


main()

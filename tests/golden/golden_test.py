#!/usr/bin/env python3
"""The placed pages of samples and of tests/data/pages, as `--dump` writes them, against tests/golden/*.dump.

After a change that is meant to move things, look at the difference and at the pages, then write the files anew with
    python3 tests/golden/golden_test.py --accept
"""
import difflib
import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support.workshop import SOURCE, Workshop, sample_pages

HERE = Path(__file__).parent
SHOWN = 40      # lines of a difference


def steady(dump):
    """A line more in a layout file moves nothing on paper."""
    return re.sub(r"(source=\./layouts/[\w-]+\.xml):\d+:\d+", r"\1", dump)


def readable(lines):
    """Of glyphs only their number: where they stand is seen by the run before."""
    return [f" glyphs: {line.count('@')}, the last {line.split()[-1]}" if line.startswith(" glyphs") else line for line in lines]


def differences(wanted, found):
    wanted, found = wanted.splitlines(), found.splitlines()
    lines = list(difflib.unified_diff(readable(wanted), readable(found), "golden", "now", lineterm="", n=0))
    if not lines:       # only glyphs inside their runs
        lines = list(difflib.unified_diff(wanted, found, "golden", "now", lineterm="", n=0))
    return lines


def main(accept):
    shop, failed = Workshop(), 0
    briefs = sample_pages() + [(path.stem, path, []) for path in sorted((SOURCE / "tests/data/pages").glob("*.xml"))]
    briefs = [brief for brief in briefs if "<brief" in brief[1].read_text("utf-8")]
    for name, path, options in briefs:
        golden = HERE / f"{name}.dump"
        _, dumped, _ = shop.build(os.path.relpath(path, SOURCE), *options)
        found = steady(Path(dumped).read_text("utf-8"))
        if accept:
            golden.write_text(found, "utf-8")
        elif not golden.exists():
            print(f"{golden.relative_to(SOURCE)} is missing: write it with --accept")
            failed += 1
        elif found != (wanted := golden.read_text("utf-8")):
            lines = differences(wanted, found)
            print(f"{name}: {len(lines)} lines differ", *lines[:SHOWN], sep="\n  ")
            failed += 1
    for golden in set(HERE.glob("*.dump")) - {HERE / f"{name}.dump" for name, _, _ in briefs}:
        print(f"{golden.name}: its brief is gone")
        failed += 1
    print(f"{len(briefs)} briefs, {failed} differ" + ("; if that is meant: python3 tests/golden/golden_test.py --accept" if failed else ""))
    return failed


if __name__ == "__main__":
    sys.exit(1 if main("--accept" in sys.argv[1:]) else 0)

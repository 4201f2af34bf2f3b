#!/usr/bin/env python3
"""Measures numbered copies: what a page more costs, in bytes and in time, by subtracting a run of few copies from one of many. Shown, never asserted."""
import argparse
import json
import os
import re
import statistics
import sys
import tempfile
from pathlib import Path

from bench import BANXIN, SOURCE, Failed, run, table


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--copies", type=int, default=2500)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--short", action="store_true", help="few copies, to see that it works")
    options.add_argument("--json", metavar="FILE", help="write the figures here as well")
    given = options.parse_args()
    many, rounds = (100, 1) if given.short else (given.copies, given.rounds)
    few = many // 10
    sample = (SOURCE / "samples/classified-brief.xml").read_text("utf-8")
    rows, result = [], {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Its print run is that of the sample, and so is who gets which copy.
        sample = re.sub(r"\n  <dispatch>.*?</dispatch>", "", re.sub(r' copies="40"', "", sample), flags=re.S)
        (folder / "b.xml").write_text(re.sub(r"<copy-number>\d+", "<copy-number>auto", sample), "utf-8")
        environment = {**os.environ, "XDG_CACHE_HOME": name, "LC_ALL": "C.UTF-8"}

        def made(count):
            command = [str(BANXIN), "build", str(folder / "b.xml"), "-o", str(folder / "b.pdf"), "--copies", f"1-{count}", "--free-fonts"]
            wall, cpu, peak, said = run(command, environment)
            return {"wall ms": wall, "cpu ms": cpu, "peak MB": peak, "bytes": (folder / "b.pdf").stat().st_size, "pages": int(re.search(r": (\d+) pages", said)[1])}

        made(few)
        for _ in range(rounds):
            a, b = made(few), made(many)
            pages = (many - few) * b["pages"]
            rows.append({"bytes": (b["bytes"] - a["bytes"]) / pages, "wall us": 1000 * (b["wall ms"] - a["wall ms"]) / pages,
                         "cpu us": 1000 * (b["cpu ms"] - a["cpu ms"]) / pages, "peak MB": b["peak MB"]})
    result = {what: statistics.median(r[what] for r in rows) for what in rows[0]}
    table(f"A page of a numbered copy ({many} copies less {few}, {rounds} rounds)", ["", "median", "wanted"],
          [["bytes", result["bytes"], "well under 1024"], ["microseconds", result["wall us"], "well under 50"], ["by CPU time", result["cpu us"], ""]])
    if given.json:
        Path(given.json).write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        sys.exit(f"bench: {failed}")

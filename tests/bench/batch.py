#!/usr/bin/env python3
"""Measures runs of editions: the four-page sample for districts with as many rows as wanted, into nothing and onto the disk.

Figures are shown, never asserted. Editions a second are given by the clock and by the processor's time: on a machine that others use too, only the
second says what one core would do. Ratios compare runs that took turns.
"""
import argparse
import csv
import hashlib
import io
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench import BANXIN, SOURCE, Failed, laps, run, table

SAMPLE = SOURCE / "samples/editions"


def rows_of(count):
    """Districts of the sample in turn, each under a name of its own."""
    head, *rows = list(csv.reader(io.StringIO((SAMPLE / "districts.csv").read_text("utf-8"), newline="")))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    for i in range(count):
        row = dict(zip(head, rows[i % len(rows)]))
        row.update({"单位": f"第{i + 1:06}分会", "合作单位": "", "份数": 10, "起号": 10 * i + 1, "止号": 10 * i + 10})
        writer.writerow(row.values())
    return out.getvalue()


class BatchBench:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(self.folder), "LC_ALL": "C.UTF-8"}

    def command(self, count, *options):
        brief, rows = self.folder / f"{count}.xml", self.folder / f"{count}.csv"
        if not brief.exists():
            text = (SAMPLE / "district-brief.xml").read_text("utf-8")
            brief.write_text(text.replace('print-run="590"', f'print-run="{10 * count}"'), "utf-8")
            rows.write_text(rows_of(count), "utf-8", newline="")
        return [str(BANXIN), "batch", str(brief), "--editions", str(rows), "--key", "单位", "--free-fonts", "--timings", *options]

    def null(self, count, jobs):
        wall, cpu, peak, said = run(self.command(count, "--sink", "null", "--jobs", str(jobs)), self.environment)
        return {"wall ms": wall, "cpu ms": cpu, "peak MB": peak, "stages": laps(said), "bytes": int(re.search(r"(\d+) bytes", said)[1])}

    def disk(self, count, jobs):
        """A run onto the disk, and beside it what only hashes and durably writes the same bytes: written, synced once, linked, synced."""
        out, copy = self.folder / "out", self.folder / "copy"
        wall, cpu, _, _ = run(self.command(count, "--out", str(out), "--jobs", str(jobs)), self.environment)
        pdfs = [(path.name, path.read_bytes()) for path in sorted(out.glob("*.pdf"))]
        begin = time.perf_counter()
        copy.mkdir()
        for name, data in pdfs:
            hashlib.sha256(data).hexdigest()
            (copy / (name + ".tmp")).write_bytes(data)
        os.sync()
        for name, _ in pdfs:
            os.link(copy / (name + ".tmp"), copy / name)
            os.unlink(copy / (name + ".tmp"))
        descriptor = os.open(copy, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
        only_writing = (time.perf_counter() - begin) * 1000
        shutil.rmtree(out)
        shutil.rmtree(copy)
        return {"wall ms": wall, "cpu ms": cpu, "only writing ms": only_writing}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--editions", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--short", action="store_true", help="a few editions, to see that it works")
    options.add_argument("--json", metavar="FILE", help="write the figures here as well")
    given = options.parse_args()
    count, rounds = (20, 1) if given.short else (given.editions, given.rounds)
    with tempfile.TemporaryDirectory() as folder:
        bench = BatchBench(folder)
        bench.null(20, 1)   # fills the caches
        many = bench.null(count * 10, 1)   # before this process grows: a child's peak begins with its parent's memory
        one, two, disk = [], [], []
        for _ in range(rounds):
            one.append(bench.null(count, 1))
            two.append(bench.null(count, 2))
            disk.append(bench.disk(count, 1))
    median = lambda values: statistics.median(list(values))
    rate = lambda results, what: median(count * 1000 / r[what] for r in results)
    result = {"editions": count, "one": one, "two": two, "disk": disk, "many": many}
    table(f"{count} editions of four pages ({rounds} rounds, in turn)", ["", "a second", "by CPU time"],
          [["nothing written, 1 thread", rate(one, "wall ms"), rate(one, "cpu ms")], ["nothing written, 2 threads", rate(two, "wall ms"), rate(two, "cpu ms")],
           ["onto the disk, 1 thread", rate(disk, "wall ms"), rate(disk, "cpu ms")], ["only hashed and written", rate(disk, "only writing ms"), ""]])
    print(f"  2 threads / 1 thread {median(a['wall ms'] / b['wall ms'] for a, b in zip(one, two)):.2f} (wanted: 1.8)")
    print(f"  onto the disk / only hashed and written {median(d['only writing ms'] / d['wall ms'] for d in disk):.2f} (wanted: 0.6)")
    print(f"  peak memory {one[0]['peak MB']:.1f} MB with {count} editions, {many['peak MB']:.1f} MB with {count * 10}")
    stages = {name.removeprefix("stage "): ms for name, ms in one[0]["stages"].items() if name.startswith("stage ")}
    whole = sum(ms for name, ms in one[0]["stages"].items() if not name.startswith("stage "))
    stages["fonts and the rest"] = whole - sum(stages.values())
    table("Share of each stage, 1 thread, nothing written", ["", "ms", "%"], [[name, ms, 100 * ms / whole] for name, ms in stages.items()])
    if given.json:
        Path(given.json).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        sys.exit(f"bench: {failed}")

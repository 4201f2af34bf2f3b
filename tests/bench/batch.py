#!/usr/bin/env python3
"""Measures runs of editions: the four-page sample for districts with as many rows as wanted, into nothing and onto the disk.

Figures are shown, never asserted. Editions a second are given by the clock and by the processor's time: on a machine that others use too, only the
second says what one core would do. Ratios compare runs that took turns.
"""
import argparse
import csv
import io
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
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
        wall, cpu, peak, said = run(self.command(count, "--sink", "null", "--jobs", str(jobs)), self.environment, limit=3600)
        return {"wall ms": wall, "cpu ms": cpu, "peak MB": peak, "stages": laps(said), "bytes": int(re.search(r"(\d+) bytes", said)[1])}

    def disk(self, count, jobs):
        """A run onto the disk, and beside it a program that only hashes and durably writes the same bytes."""
        out, copy = self.folder / "out", self.folder / "copy"
        os.sync()   # what was written before is not to be waited for here
        wall, cpu, _, said = run(self.command(count, "--out", str(out), "--jobs", str(jobs)), self.environment)
        os.sync()
        _, _, _, durable = run([str(BANXIN.parent / "bench_durable"), str(out), str(copy)], self.environment)
        shutil.rmtree(out)
        shutil.rmtree(copy)
        return {"wall ms": wall, "cpu ms": cpu, "stages": laps(said), "only writing ms": laps(durable)["durable"]}


def median(values):
    return statistics.median(list(values))


def shares(title, results):
    """What each stage takes of a run, the median of several."""
    names = [name for name in results[0]["stages"] if name.startswith("stage ")]
    stages = {name.removeprefix("stage "): median(r["stages"][name] for r in results) for name in names}
    whole = median(r["wall ms"] for r in results)
    stages["begin, fonts, end"] = whole - sum(stages.values())
    table(title, ["", "ms", "%"], [[name, ms, 100 * ms / whole] for name, ms in stages.items()])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--editions", type=int, default=1000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--many", type=int, help="editions of the run that shows whether memory grows; ten times as many if not given")
    options.add_argument("--short", action="store_true", help="a few editions, to see that it works")
    options.add_argument("--json", metavar="FILE", help="write the figures here as well")
    given = options.parse_args()
    count, rounds = (20, 1) if given.short else (given.editions, given.rounds)
    many_count = given.many or count * 10
    with tempfile.TemporaryDirectory() as folder:
        bench = BatchBench(folder)
        bench.null(20, 1)   # fills the caches
        many = bench.null(many_count, 1)   # before this process grows: a child's peak begins with its parent's memory
        one, two, disk = [], [], []
        for _ in range(rounds):
            one.append(bench.null(count, 1))
            two.append(bench.null(count, 2))
            disk.append(bench.disk(count, 1))
    rate = lambda results, what: median(count * 1000 / r[what] for r in results)
    result = {"editions": count, "one": one, "two": two, "disk": disk, "many": many}
    table(f"{count} editions of four pages ({rounds} rounds, in turn)", ["", "a second", "by CPU time"],
          [["nothing written, 1 thread", rate(one, "wall ms"), rate(one, "cpu ms")], ["nothing written, 2 threads", rate(two, "wall ms"), rate(two, "cpu ms")],
           ["onto the disk, 1 thread", rate(disk, "wall ms"), rate(disk, "cpu ms")], ["only hashed and durably written", rate(disk, "only writing ms"), ""],
           [f"nothing written, {many_count} editions", many_count * 1000 / many["wall ms"], many_count * 1000 / many["cpu ms"]]])
    print("  nothing written, 1 thread: wanted 1,000 a second")
    print(f"  2 threads / 1 thread {median(a['wall ms'] / b['wall ms'] for a, b in zip(one, two)):.2f} (wanted: 1.8)")
    print(f"  onto the disk / only hashed and written {median(d['only writing ms'] / d['wall ms'] for d in disk):.2f} (wanted: 0.6)")
    few = median(r["peak MB"] for r in one)
    print(f"  peak memory {few:.1f} MB with {count} editions, {many['peak MB']:.1f} MB with {many_count}: {many['peak MB'] / few:.2f} times as much (wanted: 1)")
    shares("Share of each stage, 1 thread, nothing written", one)
    shares("Share of each stage, 1 thread, onto the disk", disk)
    if given.json:
        Path(given.json).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        sys.exit(f"bench: {failed}")

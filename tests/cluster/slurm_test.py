#!/usr/bin/env python3
"""samples/machines/slurm.sh on four nodes, of which one loses power, one is cut off from the controller while its part goes on, and
whose controller starts again: every edition exactly once, and the bytes of a run on one machine. Then samples/machines/parallel.sh.

Code 77: what it needs is not installed, named."""
import csv
import hashlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from slurm import Cluster, missing

SOURCE = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ["BANXIN"]).resolve()
EDITIONS, PARTS = 2400, 12
SKIPPED = 77


def district_run(folder):
    """The sample with so many more rows that parts last for seconds: units that are invented, copies one after the other."""
    rows = list(csv.DictReader(io.StringIO((SOURCE / "samples/editions/districts.csv").read_text("utf-8-sig"))))
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    for i in range(EDITIONS):
        row = dict(rows[i % len(rows)])
        old, new = row["单位"], f"第{i + 1:04}支部"
        row = {column: cell.replace(old, new) for column, cell in row.items()}
        row |= {"合作单位": "", "份数": "4", "起号": f"{4 * i + 1:06}", "止号": f"{4 * i + 4:06}"}
        writer.writerow(row)
    (folder / "districts.csv").write_text(out.getvalue(), "utf-8")
    brief = (SOURCE / "samples/editions/district-brief.xml").read_text("utf-8")
    assert 'print-run="590"' in brief
    (folder / "brief.xml").write_text(brief.replace('print-run="590"', f'print-run="{4 * EDITIONS}"'), "utf-8")
    return [folder / "brief.xml", "--editions", folder / "districts.csv", "--key", "单位", "--free-fonts"]


def hashes(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.suffix == ".pdf"}


def run(*command, environment=None, expect=0):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, env=environment, timeout=600)
    if done.returncode != expect:
        sys.exit(f"{command[0]}: code {done.returncode}, not {expect}\n{(done.stdout + done.stderr)[-2000:]}")
    return done.stdout + done.stderr


def running(cluster):
    return {node: job for job, state, *nodes in cluster.queue() or [] for node in nodes if state == "RUNNING"}


def on_slurm(folder, inputs, whole):
    cluster = Cluster(folder, 4)
    out = folder / "out"
    environment = {**cluster.environment, "BANXIN": str(PROGRAM), "SBATCH": f"--chdir={folder}"}
    try:
        run(SOURCE / "samples/machines/slurm.sh", PARTS, *inputs, "--out", out, environment=environment)
        cluster.wait(lambda: {"n1", "n2"} <= running(cluster).keys() and any(out.glob(".banxin-batch-*.tmp")), 60, "parts at work")
        before = running(cluster)
        steps, tasks = cluster.signal_node("n1", signal.SIGKILL)
        assert steps and tasks, "n1 had no part"
        steps, tasks = cluster.signal_node("n2", signal.SIGSTOP, tasks=False)
        assert steps and tasks, "n2 had no part"
        cluster.controller.kill()
        cluster.controller.wait()
        time.sleep(1)
        cluster.start_controller()
        cluster.wait(lambda: cluster.states().count("down") == 2, 90, "two nodes down")
        again = {job for job, state, *_ in cluster.queue() or []}
        assert before["n1"] in again and before["n2"] in again, f"parts of lost nodes are not in the queue: {before}, {again}"
        cluster.start_node("n1")
        cluster.wait(lambda: cluster.queue() == [], 300, "the queue")
    finally:
        cluster.stop()
    jobs = (folder / "jobs.txt").read_text()
    lost = jobs.count("JobState=NODE_FAIL")
    assert lost == 2, f"{lost} parts were lost with their nodes:\n{jobs}"
    verified = [path.read_text() for path in folder.glob("slurm-*.out") if f"{EDITIONS} editions" in path.read_text() or f"{EDITIONS} 个版本" in path.read_text()]
    assert len(verified) == 1, "the verifying job did not say that all is well:\n" + "".join(path.read_text()[-300:] for path in folder.glob("slurm-*.out"))
    assert hashes(out) == whole, "the folder is not that of a run on one machine"
    said = run(PROGRAM, "batch", "verify", out, "--lang", "en")
    left = [line for line in said.splitlines() if "BX" in line]
    strange = [path.name for path in out.iterdir() if path.suffix not in (".pdf", ".jsonl") and not path.name.endswith(".tmp")]
    assert not strange, strange
    print(f"slurm: {EDITIONS} editions in {PARTS} parts; {lost} parts lost with their nodes, {len(left)} remarks of the verification")


def on_parallel(folder, inputs, whole):
    if not shutil.which("parallel"):
        print("SKIPPED: parallel is not installed")
        return
    out = folder / "parallel"
    said = run(SOURCE / "samples/machines/parallel.sh", 4, *inputs, "--out", out, "--lang", "en",
               environment={**os.environ, "BANXIN": str(PROGRAM), "JOBS": "2"})
    assert f"{EDITIONS} editions, all as they were made" in said or f"{EDITIONS} 个版本" in said, said
    assert hashes(out) == whole
    print("parallel: the same")


def main():
    with tempfile.TemporaryDirectory(prefix="banxin-cluster-") as name:
        folder = Path(name)
        inputs = district_run(folder)
        run(PROGRAM, "batch", *inputs, "--out", folder / "whole")
        whole = hashes(folder / "whole")
        assert len(whole) == EDITIONS
        on_parallel(folder, inputs, whole)
        if lacking := missing():
            print(f"SKIPPED: not installed: {' '.join(lacking)}")
            sys.exit(SKIPPED)
        on_slurm(folder, inputs, whole)


if __name__ == "__main__":
    main()

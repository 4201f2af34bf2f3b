#!/usr/bin/env python3
"""Measures Banxin beside a baseline that maps the same fonts, shapes the same text, subsets the same glyphs, deflates, writes, and does nothing else.

Every run is a new process with a warm page cache; runs of the two programs alternate, so that noise hits both. Figures are shown, never
asserted: only a program that fails, or a baseline that embeds other glyphs, ends this with an error.
"""
import argparse
import json
import os
import random
import re
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
BANXIN = Path(os.environ.get("BANXIN", SOURCE / "build/banxin"))
SAMPLE = SOURCE / "samples/work-brief.xml"
LIMIT_OF_RUN = 120  # seconds


class Failed(Exception):
    pass


def run(command, environment, limit=LIMIT_OF_RUN):
    """Milliseconds, those of them on a processor, peak MB, and what the process said."""
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = os.posix_spawn(command[0], command, environment, file_actions=[(os.POSIX_SPAWN_DUP2, said.fileno(), 1), (os.POSIX_SPAWN_DUP2, said.fileno(), 2)])
        signal.alarm(limit)
        _, status, usage = os.wait4(process, 0)
        signal.alarm(0)
        took = (time.perf_counter() - begin) * 1000
        said.seek(0)
        text = said.read().decode()
    if status != 0:
        raise Failed(f"{' '.join(command)}\n{text}")
    return took, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024, text


def spread(values):
    return {"min": min(values), "median": statistics.median(values), "max": max(values)}


def laps(text):
    return {stage: float(ms) for stage, ms in re.findall(r"^time (.+) ([0-9.]+) ms$", text, re.M)}


def many_times(times):
    """The sample with the sections of its article repeated in an order that the seed fixes."""
    text = SAMPLE.read_text(encoding="utf-8")
    begin, end = text.index("    <section>\n      <heading>"), text.rindex("    <contributor>")
    sections = re.split(r"(?<=\n    </section>\n)\s*?(?=    <section>)", text[begin:end])
    shuffler, repeated = random.Random(20191125), []
    for _ in range(times):
        repeated += shuffler.sample(sections, len(sections))
    return text[:begin] + "".join(repeated) + text[end:]


class Bench:
    def __init__(self, folder, rounds):
        self.folder, self.rounds = Path(folder), rounds
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(self.folder), "LC_ALL": "C.UTF-8"}

    def program(self, brief, *options):
        return [str(BANXIN), "build", str(brief), "-o", str(self.folder / "out.pdf"), "--free-fonts", *options]

    def baseline(self, kind, brief):
        return [str(BANXIN.parent / "bench_baseline"), kind, str(self.job(brief)), str(self.folder / "baseline.out")]

    def client(self, brief):
        """Another program that does the same over the C border."""
        return [str(BANXIN.parent / "bench_client"), str(brief), str(self.folder / "client.pdf"), str(SOURCE / "fonts/free"), str(self.folder / "client.index")]

    def faces(self):
        """PostScript name -> (index, path), out of the program's cache of fonts."""
        found, path = {}, ""
        for line in (self.folder / "banxin/fonts.index").read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if fields[0] == "file":
                path = fields[3]
            elif fields[0] == "face":
                found.setdefault(fields[6], (fields[1], path))
        return found

    def job(self, brief):
        """What the baseline is to do for this brief: the runs of the placed page, each with its face."""
        job = self.folder / (brief.stem + ".job")
        if job.exists():
            return job
        dump = self.folder / "dump"
        run(self.program(brief, "--dump", str(dump)), self.environment)
        known, used, out = self.faces(), {}, []
        for line in dump.read_text(encoding="utf-8").splitlines():
            if line.startswith("page "):
                out.append("page")
            if not line.startswith("run "):
                continue
            face = re.search(r" face=(\S+)", line)[1]
            text = json.loads(line[line.index(' text="') + 6:])
            kind = "western" if re.search(r"[0-9A-Za-z]", text) and text.isascii() else "han"
            out.append(f"{kind} {used.setdefault(face, len(used))} {text}")
        job.write_text("\n".join([f"face {known[f][0]} {known[f][1]}" for f in used] + out) + "\n", encoding="utf-8")
        return job

    def beside(self, brief, rounds):
        """The programs in turn; times, memory, stages, sizes."""
        commands = {"banxin": self.program(brief, "--timings"), "C client": self.client(brief), "baseline": self.baseline("plain", brief),
                    "bare baseline": self.baseline("bare", brief)}
        took, busy, memory, stages, said = ({name: [] for name in commands} for _ in range(5))
        for _ in range(rounds):
            for name, command in commands.items():
                ms, cpu, mb, text = run(command, self.environment)
                took[name].append(ms)
                busy[name].append(cpu)
                memory[name].append(mb)
                stages[name].append(laps(text))
                said[name] = text
        out = {name: {"ms": spread(took[name]), "cpu ms": spread(busy[name]), "peak MB": max(memory[name]),
                      "stages": {stage: spread([s[stage] for s in stages[name]]) for stage in stages[name][0]}} for name in commands}
        for name in ("baseline", "bare baseline"):
            out["ratio to " + name] = statistics.median(a / b for a, b in zip(took["banxin"], took[name]))
        out["client to program"] = statistics.median(a / b for a, b in zip(busy["C client"], busy["banxin"]))
        if (self.folder / "client.pdf").read_bytes() != (self.folder / "out.pdf").read_bytes():
            raise Failed("the C client made other bytes than the program")
        out["pages"] = int(re.search(r": (\d+) pages", said["banxin"])[1])
        out["file bytes"] = (self.folder / "out.pdf").stat().st_size
        out["font bytes"] = self.font_bytes()
        for name in ("baseline", "bare baseline"):
            other = int(re.search(r"embedded (\d+)", said[name])[1])
            if other != out["font bytes"]:
                raise Failed(f"the {name} embeds {other} bytes of fonts, banxin {out['font bytes']}: they do not draw the same glyphs")
        return out

    def font_bytes(self):
        """The sizes of the font streams in the PDF."""
        pdf = (self.folder / "out.pdf").read_bytes()
        lengths = re.findall(rb"/Length (\d+)( 0 R)?\s*(?:/Subtype/CIDFontType0C|/Length1 \d+)/", pdf)
        return sum(int(re.search(rb"\n%s 0 obj\s+(\d+)" % n, pdf)[1]) if indirect else int(n) for n, indirect in lengths)

    def growth(self, multiples):
        out = []
        for times in multiples:
            brief = self.folder / f"times-{times}.xml"
            brief.write_text(many_times(times), encoding="utf-8")
            out.append({"times": times, **self.beside(brief, max(1, self.rounds // 4))})
        return out

    def fonts(self):
        """Font look-up without and with the cache; of the second, only the check that no file has changed."""
        found = {"cold": [], "warm": []}
        for _ in range(max(1, self.rounds // 3)):
            for name, options in (("cold", ["--no-font-cache"]), ("warm", [])):
                found[name].append(laps(run(self.program(SAMPLE, "--timings", *options), self.environment)[3])["font index"])
        return {name: spread(values) for name, values in found.items()}

    def paragraph(self, counts):
        index, path = self.faces()["FandolFang-Regular"]
        found = {}
        for _ in range(max(1, self.rounds // 4)):
            for count in counts:   # a process each: memory that one length has touched must not help the next
                text = run([str(BANXIN.parent / "bench_paragraph"), path, index, str(count)], self.environment)[3]
                for mode, _, us in (line.split() for line in text.splitlines()):
                    found.setdefault((mode, count), []).append(float(us))
        return [{"mode": mode, "characters": count, "us": spread(values)} for (mode, count), values in found.items()]


def table(title, head, rows):
    cells = [[head[0], *head[1:]]] + [[str(c) if isinstance(c, (str, int)) else f"{c:.2f}" for c in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    print(f"\n{title}")
    for row in cells:
        print("  " + row[0].ljust(widths[0]) + "".join("  " + c.rjust(w) for c, w in zip(row[1:], widths[1:])))


def three(values):
    return [values["min"], values["median"], values["max"]]


def show(result):
    sample, names = result["sample"], ("banxin", "C client", "baseline", "bare baseline")
    pages = sample["pages"]
    table(f"The sample, whole process, ms ({pages} pages; new process, warm page cache; {result['rounds']} rounds, in turn)",
          ["", "min", "median", "max", "median of CPU", "peak MB"], [[name, *three(sample[name]["ms"]), sample[name]["cpu ms"]["median"], sample[name]["peak MB"]] for name in names])
    print(f"  banxin / baseline {sample['ratio to baseline']:.2f}: median of the rounds' ratios (wanted: at most 1.3, and 60 MB)")
    print(f"  banxin / bare baseline {sample['ratio to bare baseline']:.2f}: the same, beside one that hands hb-subset no more tables than banxin does")
    print(f"  C client / banxin {sample['client to program']:.3f}: a program of somebody's over banxin.h, by CPU time (wanted: 0.98 to 1.02)")
    beside = (sample["file bytes"] - sample["font bytes"]) / 1024 / pages
    print(f"  file {sample['file bytes']} bytes, of which fonts {sample['font bytes']}; the rest is {beside:.1f} KB a page (wanted: at most 8)")
    rows = [[f"{name}: {stage}", *three(values)] for name in names for stage, values in sample[name]["stages"].items()]
    for name in ("banxin", "baseline", "bare baseline"):
        inside = sum(v["median"] for v in sample[name]["stages"].values())
        rows.append([f"{name}: start and end of the process", "", sample[name]["ms"]["median"] - inside, ""])
    table("Stages of the sample, ms", ["", "min", "median", "max"], rows)
    table("Growth with the text, ms (240 pages: wanted in under 400)", ["text", "pages", "min", "median", "max", "ms a page", "peak MB", "baseline", "ratio"],
          [[f"x {g['times']}", g["pages"], *three(g["banxin"]["ms"]), g["banxin"]["ms"]["median"] / g["pages"], g["banxin"]["peak MB"],
            g["baseline"]["ms"]["median"], g["ratio to baseline"]] for g in result["growth"]])
    table("Shaping and breaking of one paragraph, us of the processor a character (wanted: under 1.5, the same at every length)", ["", "characters", "min", "median", "max"],
          [[p["mode"], p["characters"], *three(p["us"])] for p in sorted(result["paragraph"], key=lambda p: (p["mode"], p["characters"]))])
    table("Font look-up, ms", ["", "min", "median", "max"],
          [[f"{name} ({what})", *three(result["fonts"][name])] for name, what in (("cold", "every font file is read"), ("warm", "cached index, files compared"))])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=40, help="runs of the sample by each program (default 40)")
    options.add_argument("--short", action="store_true", help="one round of everything, to see that it works")
    options.add_argument("--json", metavar="FILE", help="write the figures here as well")
    given = options.parse_args()
    rounds = 1 if given.short else max(1, given.rounds)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder, rounds)
        for command in (bench.program(SAMPLE), bench.client(SAMPLE)):   # fills the caches
            run(command, bench.environment)
        result = {"rounds": rounds, "sample": bench.beside(SAMPLE, rounds), "fonts": bench.fonts()}
        result["growth"] = bench.growth([1, 10] if given.short else [1, 10, 100])
        result["paragraph"] = bench.paragraph([1_000] if given.short else [1_000, 10_000, 50_000, 200_000])
    show(result)
    if given.json:
        Path(given.json).write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        sys.exit(f"bench: {failed}")

#!/usr/bin/env python3
"""Samples and briefs made for one trait each, measured in mm through foreign readers of their PDFs.  geometry_test.py [CASE ...]"""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from geometry import page_facts, text_facts  # noqa: F401  (they register their checks)
from geometry.cases import FLOW, cases
from geometry.facts import NOT_OURS, measure
from geometry.flow_facts import measure_flow
from support.briefs import article, brief, p
from support.placed import Placed
from support.inlines import has_inlines
from support.workshop import SOURCE, Workshop

TABLE = {"PG": 15, "FT": 19, "CL": 5, "HD": 18, "TT": 6, "BD": 19, "IM": 14, "PN": 8, "SF": 13, "JB": 15, "TY": 21}   # rows of the conformance table


def excused():
    out = set()
    for names in NOT_OURS:
        for name in names.split():
            first, _, last = name.partition("..")
            kind = first[:2]
            out.update(f"{kind}-{n:02}" for n in range(int(first[3:]), int((last or first)[3:]) + 1))
    return out


def pages_of(case, placed):
    """What a case says of its pages, against what they are."""
    numbered = "".join("y" if folio else "n" for folio in placed.folios)
    if case.numbered and numbered != case.numbered:
        yield f"pages with folio {numbered}, wanted {case.numbered}"
    if case.rows and placed.rows() != case.rows:
        yield f"lines on the pages {placed.rows()}, wanted {case.rows}"


def main(wanted):
    shop, counts, failed = Workshop(), {}, 0

    def report(name, facts, problems=()):
        nonlocal failed
        for row, count in facts.counts.items():
            counts[row] = counts.get(row, 0) + count
        for problem in [*problems, *(f"{row}: {text}" for row, text in facts.failures[:12])]:
            print(f"{name}: {problem}")
            failed += 1

    def placed(name, text, **options):
        path = shop.folder / f"{name.replace(' ', '-')}.xml"
        path.write_text(text, "utf-8")
        return Placed(shop.build(path, **options)[0], path)

    probe = placed("probe", brief(article(p(60))))
    first = len([line for line in probe.on(1) if line.paragraph.kind == "body"])
    data = {}
    for name, case in cases(first).items():
        if wanted and name not in wanted:
            continue
        key = repr(case.changes)
        if case.changes and key not in data:
            data[key] = shop.data(f"data{len(data)}", case.changes)
        page = placed(name, case.brief, data=data.get(key, "."), expect=case.exit_code)
        facts = measure(page)
        if case.changes == FLOW:
            measure_flow(facts, page)
        facts.failures = [failure for failure in facts.failures if failure[0] not in case.without]
        report(name, facts, pages_of(case, page))
    if wanted:
        return failed
    for sample in sorted((SOURCE / "samples").glob("*.xml")):
        text = sample.read_text("utf-8")
        # other bulletins have other mastheads; inline marks, scripts and pictures have tests of their own
        if 'layout="work-brief"' not in text or "<span" in text or "<picture" in text or has_inlines(sample):
            continue
        report(sample.name, measure(Placed(shop.build(sample)[0], sample)))

    rows = {f"{kind}-{n:02}" for kind, count in TABLE.items() for n in range(1, count + 1)}
    for row in sorted(rows - set(counts) - excused()):
        print(f"{row}: measured nowhere, and no reason given")
        failed += 1
    for row in sorted(excused() & set(counts)):
        print(f"{row}: measured, though it is said not to apply")
        failed += 1
    print(f"{sum(counts.values())} measurements of {len(counts)} rows, {failed} wrong")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)

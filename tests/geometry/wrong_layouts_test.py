#!/usr/bin/env python3
"""The geometry checks can fail: each wrong layout must be caught by the rows named beside it."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from geometry import page_facts, text_facts  # noqa: F401
from geometry.cases import FLOW, MARKS
from geometry.facts import measure
from geometry.flow_facts import measure_flow
from support.briefs import article, brief, p, section
from support.placed import Placed
from support.workshop import Workshop

BASE, BRIEF = "layouts/official-a4.xml", "layouts/work-brief.xml"
WRONG = [   # file, right, wrong, rows that must fail, the brief that shows it where it is not the whole one
    (BASE, 'paper="210mm 297mm"', 'paper="216mm 303mm"', "PG-01 PG-02 PG-03"),
    (BASE, 'gutter="28mm"', 'gutter="29mm"', "PG-04 PG-06 BD-02 BD-03 JB-02 IM-03"),
    (BASE, 'head="37mm"', 'head="37.2mm"', "PG-05 PG-07 PG-08 IM-01 PN-01 PG-13"),
    (BASE, 'cells="28"', 'cells="27"', "PG-10 PG-11"),
    (BASE, 'rows="22"', 'rows="21"', "PG-12 PG-13"),
    (BASE, '<size name="3号" points="16pt"/>', '<size name="3号" points="15pt"/>', "FT-01 FT-05 FT-06"),
    (BASE, '<size name="4号" points="14pt"/>', '<size name="4号" points="13pt"/>', "FT-09 FT-11 IM-08 IM-09 PN-02 PN-03 JB-13"),
    (BASE, 'face="fangsong" latin', 'face="songti" latin', "FT-02 FT-10"),
    (BASE, 'face="xiaobiaosong" latin="xiaobiaosong" size="2号"', 'face="heiti" latin="heiti" size="小2"', "FT-03 FT-04"),
    (BASE, 'name="heading-1" based-on="body" face="heiti"', 'name="heading-1" based-on="body" face="kaiti"', "FT-05"),
    (BASE, 'face="songti" latin="songti"', 'face="fangsong" latin="latin"', "FT-12"),
    (BASE, '<ink name="black" cmyk="0 0 0 100"/>', '<ink name="black" cmyk="60 60 60 100"/>', "CL-01 CL-03"),
    (BASE, '<ink name="red" cmyk="0 80 80 0"/>', '<ink name="red" cmyk="0 100 100 0"/>', "CL-02"),
    (BASE, '<style name="heading-1" based-on="body"', '<style name="heading-1" based-on="body" ink="red"', "CL-01 CL-04"),
    (BASE, 'name="body" based-on="base" composition="strict" indent="2字"', 'name="body" based-on="base" composition="strict" indent="3字"', "BD-02"),
    (BASE, 'name="body" based-on="base"', 'name="body" based-on="base" before="1行"', "BD-04"),
    (BASE, 'orphans="2" widows="2"', 'orphans="1" widows="1"', "TY-14", "widow"),
    (BASE, 'face="heiti" align="left" keep-with-next="yes"', 'face="heiti" align="left"', "TY-15", "heading"),
    (BASE, 'before="2行" after="1行" keep-with-next', 'before="1行" after="2行" keep-with-next', "TT-01 TT-06"),
    (BASE, 'size="2号" cell="own" align="center"', 'size="2号" cell="own" align="left"', "TT-02"),
    (BASE, 'odd="right 1字" even="left 1字"', 'odd="right 2字" even="left 0字"', "PN-02 PN-03"),
    (BASE, 'below="7mm"', 'below="8mm"', "PN-01"),
    (BASE, '>— <page-number/> —<', '>- <page-number/> -<', "PN-05"),
    (BRIEF, 'ink="black" thickness="0.35mm"', 'ink="black" thickness="0.5mm"', "IM-04"),
    (BRIEF, 'ink="black" thickness="0.25mm"', 'ink="black" thickness="0.35mm"', "IM-05"),
    (BRIEF, 'ink="red" thickness="0.79mm" before="4mm"', 'ink="red" thickness="0.5mm" before="3mm"', "JB-08"),
    (BRIEF, 'style="name" top="20mm"', 'style="name" top="21mm"', "JB-04"),
    (BRIEF, '<style name="issue" based-on="masthead" align="center"/>', '<style name="issue" based-on="masthead" align="left"/>', "JB-05"),
    (BRIEF, '<colophon page="last-even"', '<colophon page="last"', "PG-14 IM-13"),
    (BRIEF, '<label>送：</label>', '送：', "IM-10"),
    (BRIEF, 'face="kaiti" align="right" keep-with-previous="yes"', 'face="kaiti" align="right"', "BD-15", "sign-off"),
    (BASE, 'han-latin-gap="0.25字" han-latin-limits="0.125字 0.5字"', 'han-latin-gap="0字" han-latin-limits="0字 0字"', "TY-11 TY-12", "flow"),
]


def texts(first):
    to = "".join(f"<to>第{n}街道办事处</to>" for n in "一二三四五六七八九")
    distribution = f'<distribution copies="60"><recipients role="send">{to}</recipients></distribution>'
    return {
        "whole": brief(article(p(first + 8), section("抓好街道工作", p(2), section("接排。", p(1))), p(13)), distribution=distribution),
        "widow": brief(article(p(first + 23))),
        "heading": brief(article(p(first + 21), section("抓好街道工作", p(3)))),
        "flow": brief(article(f"<p>{MARKS}</p>")),
        "sign-off": brief(article(p(first + 22), "<contributor>社区工作科</contributor>")),
    }


def main():
    shop, failed = Workshop(), 0

    def measured(name, text, data):
        path = shop.folder / f"{name}.xml"
        path.write_text(text, "utf-8")
        facts = measure(Placed(shop.build(path, data=data)[0], path))
        if "flow" in name:
            measure_flow(facts, facts.placed)
        return facts

    probe = measured("probe", brief(article(p(60))), ".").placed
    first = sum(1 for line in probe.on(1) if line.paragraph.kind == "body")
    briefs = texts(first)
    flow = shop.data("flow", FLOW)
    for name, text in briefs.items():
        for row, problem in measured(name, text, flow if name == "flow" else ".").failures:
            print(f"the right layout, {name}: {row}: {problem}")
            failed += 1
    for number, (file, right, wrong, rows, *shown) in enumerate(WRONG):
        name = (shown or ["whole"])[0]
        data = shop.data(f"data{number}", [*(FLOW if name == "flow" else []), (file, right, wrong)])
        found = {row for row, _ in measured(f"wrong-{number}-{name}", briefs[name], data).failures}
        missing = sorted(set(rows.split()) - found)
        if missing:
            print(f"{wrong}: not caught by {' '.join(missing)}; caught by {' '.join(sorted(found))}")
            failed += 1
    print(f"{len(WRONG)} wrong layouts, {failed} faults of the checks")
    return failed


if __name__ == "__main__":
    sys.exit(1 if main() else 0)

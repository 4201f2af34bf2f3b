#!/usr/bin/env python3
"""Documents' numbers, superscripts, blanks of a cell and zhuyin at every place of a line: in lines, in columns and where lines are filled evenly, measured on
the PDF in mm."""
import os
import subprocess
import sys

from ends_test import HANZI, rows
from order_test import CELL, EM, LAYOUTS, MM, SHOP, WRONG, require
from support import foreign
from support.briefs import article, brief, section
from support.workshop import PROGRAM, SOURCE

FILLED = SHOP.data("filled", [("layouts/official-a4.xml", 'name="body" based-on="base" composition="strict"', 'name="body" based-on="base"')])
WAYS = {"lines": ("work-brief", "."), "columns": ("work-brief-vertical", "."), "filled": ("work-brief", FILLED), "filled columns": ("work-brief-vertical", FILLED)}
TAIL = "这次普查的全部材料都已经按规定整理完毕并且逐项核对过了"


def pages(way, *content):
    layout, data = WAYS[way]
    path = SHOP.folder / "places.xml"
    path.write_text(brief(article(*content)).replace('layout="work-brief"', f'layout="{layout}"'), "utf-8")
    pdf = str(SHOP.folder / "places.pdf")
    command = [PROGRAM, "build", path, "-o", pdf, "--free-fonts", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=SOURCE, env={**os.environ, "BANXIN_DATA": str(data)})
    require(f"{way}: exit code {done.returncode}: {done.stderr}", done.returncode in (0, 1))    # 1: a line that is told to be loose
    return foreign.trace(pdf), done.stderr


def along(way, g):
    return g.y if LAYOUTS[WAYS[way][0]] else g.x


def across(way, g):
    return g.x if LAYOUTS[WAYS[way][0]] else g.y


def runs(way, content, text):
    """The glyphs of a text, wherever it stands."""
    for page in pages(way, *content)[0]:
        glyphs = [g for g in page.glyphs if g.text and g.text.strip() and g.size > 7]
        words = "".join(g.text[0] for g in glyphs)
        at = words.find(text)
        while at >= 0:
            yield glyphs[at:at + len(text)]
            at = words.find(text, at + 1)


def closed_brackets():
    """Nothing opens inside a number, wherever in a line it stands; ﹝ ﹞ are as 〔 〕."""
    for way in WAYS:
        steps = {}
        for left, right in ("〔〕", "﹝﹞"):
            number = f"{left}2026{right}15"
            found = list(runs(way, [f"<p>{HANZI[:count]}国办发{number}号文，{TAIL}</p>" for count in range(len(HANZI))], number))
            require(f"{way}: {len(found)} numbers {number}", len(found) == len(HANZI))
            for opening, first, *_, last, closing, one, _ in found:
                for name, a, b in (("behind the first bracket", opening, first), ("before the other", last, closing), ("behind it", closing, one)):
                    step = along(way, b) - along(way, a)
                    least, most = steps.get(name, (step, step))
                    steps[name] = (min(least, step), max(most, step))
        for name, (least, most) in steps.items():
            require(f"{way}: {name} {least:.2f} to {most:.2f} mm", most - least < 0.25)


def whole_numbers():
    """A heading parts no number; in text a code is parted where the line would be reported else, and only there."""
    for way in WAYS:
        heads = [section(f"{HANZI[:count]}按照国办发〔2026〕15号文件", "<p>正文。</p>") for count in range(8, len(HANZI))]
        found = list(runs(way, heads, "国办发〔2026〕15号"))
        whole = [run for run in found if max(across(way, g) for g in run) - min(across(way, g) for g in run) < EM]
        require(f"{way}: {len(whole)} of {len(found)} headings keep their number", len(whole) == len(found) == len(heads))
    for way in ("lines", "filled"):
        for count in range(18, 27):
            page, said = pages(way, f"<p>{(HANZI * 2)[:count]}，国办发〔2026〕3号文，{TAIL}。</p>")
            row = next(row for row in rows(page[0]) if "发〔2026〕3号" in row)
            require(f"{way}: {count} hanzi before a number: {said}", "BX1411" not in said)
            require(f"{way}: {count} hanzi before a number: {row}", count not in (23, 24) or "国办发〔2026〕3号" in row)
        row = next(row for row in rows(pages(way, f"<p>{HANZI[:22]}印发国办发〔2026〕3号文，{TAIL}。</p>")[0][0]) if "〔" in row)
        require(f"{way}: 印发 belongs to a code: {row}", row.startswith("国办发〔2026〕3号"))


def scripts():
    """A typed superscript touches the hanzi before it."""
    for way in ("lines", "filled"):
        for sign in "²₂":
            found = list(runs(way, [f"<p>{HANZI[:count]}面积{sign}是{TAIL}</p>" for count in range(len(HANZI))], "积" + sign))
            require(f"{way}: {len(found)} of {sign}", len(found) == len(HANZI))
            for hanzi, script in found:
                gap = script.x - hanzi.x - EM
                require(f"{way}: {gap:.2f} mm before {sign}", abs(script.y - hanzi.y) < EM and -0.1 < gap < 0.3)
        require(f"{way}: a hole behind a superscript", "BX1411" not in pages(way, *[f"<p>{HANZI[:count]}面积²是{TAIL}</p>" for count in range(len(HANZI))])[1])


def blanks():
    """A blank of a cell vanishes at a line's end, whichever side of the break it was typed on; inside a line it keeps its width."""
    for way in WAYS:
        down = LAYOUTS[WAYS[way][0]]
        for blank in ("\u2003", "\u3000", "\u2001", "\u3000\u2003", "\u2002\u2003"):
            text = [f"<p>{HANZI[:count]}{TAIL[:24 if down else 12]}乾{blank}坤{TAIL}{TAIL}</p>" for count in range(len(HANZI))]
            found = list(runs(way, text, "乾坤")) or list(runs(way, text, f"乾{blank}坤"))
            require(f"{way}: {len(found)} of {blank!r}", len(found) == len(HANZI))
            parted = [(a, *_, b) for a, *_, b in found if abs(across(way, a) - across(way, b)) > EM] if found else []
            require(f"{way}: {blank!r} never met a line's end", parted)
            for a, *_, b in parted:
                edge = 37 + 0.805 * EM if down else 28
                require(f"{way}: {blank!r} leaves {along(way, b) - edge:.2f} mm at a line's beginning", abs(along(way, b) - edge) < 0.6)
            cells = sum(1 if c in "\u2001\u2003\u3000" else 0.5 for c in blank)
            for a, *_, b in found:
                if abs(across(way, a) - across(way, b)) < EM and "filled" not in way:
                    step = (along(way, b) - along(way, a)) / ((225 / 40) if down else CELL) - 1
                    require(f"{way}: {blank!r} takes {step:.2f} cells", abs(step - cells) < 0.3)


def zhuyin():
    """No hole stands outside a mark beside zhuyin."""
    one, two = '<ruby reading="ㄌㄨˋ">六</ruby>', '<ruby reading="ㄌㄨˋ ㄑㄧㄥˋ">六庆</ruby>'
    for text in (f"甲、《{one}甲》", f"甲、（{one}甲乙）", f"甲、《{one}》甲", f"甲、《{two}》甲"):
        said = pages("lines", *[f"<p>{TAIL[:count]}{text}{TAIL}</p>" for count in range(len(TAIL))])[1]
        require(f"{text}: {said}", "BX1411" not in said)


def narrow():
    """Notes, and what is raised in columns, leave no hole either, and at a paragraph's end they stand no farther off than between hanzi."""
    note, raised = "<inline-note>内部资料，限本区</inline-note>", "面积<sup>2</sup>"
    for way in ("lines", "columns"):
        for mark in (f"手册{note}", raised) if way == "columns" else (f"手册{note}",):
            told = [count for count in range(12) if "BX1411" in pages(way, f"<p>{TAIL[:count]}甲{mark}乙，（{mark}）“{mark}”。{mark}，{mark}。{TAIL[:count]}{mark}</p>")[1]]
            require(f"{way}: {mark} is told to be loose at {told}", len(told) < 2)
    found = list(runs("lines", [f"<p>{TAIL}手册{note}</p><p>共计5</p>"], "册内")) + list(runs("lines", ["<p>共计5</p>"], "计5"))
    require(f"{len(found)} ends of paragraphs", len(found) == 2)
    for before, last in found:
        require(f"{last.text} stands {last.x - before.x - EM:.2f} mm behind {before.text} at the paragraph's end", last.x - before.x - EM < 0.26 * EM)


def colophon():
    """Words of another script stand as far from hanzi there as in text, and digits touch them."""
    content = brief(article("<p>正文。</p>")).replace("<to>各部门</to>", "<to>州བོད་ལྗོངས་委</to><to>县ئۇيغۇر委</to>")
    path = SHOP.folder / "colophon.xml"
    path.write_text(content, "utf-8")
    glyphs = [g for page in foreign.trace(SHOP.build(path)[0]) for g in page.glyphs if abs(g.size - 14) < 0.1 and g.text.strip()]
    for hanzi, side in (("州", 1), ("县", 1)):
        here = next(g for g in glyphs if g.text == hanzi)
        end = next(g for g in glyphs[glyphs.index(here):] if g.text == "委")
        word = glyphs[glyphs.index(here) + 1:glyphs.index(end)]
        before = min(g.x for g in word) - here.x - 14 * MM
        after = end.x - max(g.x + g.advance for g in word)
        require(f"colophon: {before:.2f} mm behind {hanzi}, {after:.2f} mm before 委", 0.8 < before < 1.8 and 0.8 < after < 1.8)
    digits = next(g for g in glyphs if g.text == "6")
    printed = [g for g in glyphs if g.text == "印"][0]
    require("colophon: 共印60份 has gaps", abs(digits.x - printed.x - 14 * MM) < 0.2)


def dotted_numbers():
    """9·18 is one, on one line, its dot half a cell; a dash between numbers touches both."""
    for way in WAYS:
        for written, close in (("9·18", 1.1), ("2018—2019", 1.2), ("K12—14", 1.2), ("3–5", 1.1)):
            found = list(runs(way, [f"<p>{HANZI[:count]}“{written}”及{TAIL}</p>" for count in range(len(HANZI))], written))
            require(f"{way}: {len(found)} of {written}", len(found) == len(HANZI))
            for glyphs in found:
                at = next(i for i, g in enumerate(glyphs) if g.text[0] in "·—–")
                before, mark, after = glyphs[at - 1:at + 2]
                if written != "9·18" and abs(across(way, after) - across(way, mark)) > EM:
                    continue        # a line may end behind a dash
                require(f"{way}: {written} is parted", max(across(way, g) for g in glyphs) - min(across(way, g) for g in glyphs) < EM)
                if "columns" not in way:
                    room = along(way, after) - along(way, before) - 0.5 * EM
                    require(f"{way}: the mark of {written} has {room / EM:.2f} em", room < close * EM)


def main():
    for part in (dotted_numbers, closed_brackets, whole_numbers, scripts, blanks, zhuyin, narrow, colophon):
        part()
    print(*WRONG, sep="\n")
    print(f"{len(WRONG)} wrong")
    return bool(WRONG)


if __name__ == "__main__":
    sys.exit(main())

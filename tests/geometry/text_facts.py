"""Rows FT, TT, BD, HD, IM, JB, TY of the conformance table: faces and sizes, masthead, title, colophon, keeps and breaks."""
import re

from geometry.facts import (BODY, BOTTOM, CELL, CENTRE, CLOSING, EXACT, GRIDDED, LEFT, MM, OPENING, PITCH, RIGHT, SMALL, TOP, WIDTH, centre, check, em,
                            edges, frame_bottom, frame_top, hanzi, wide)
from support import foreign, raster

CLASS = {"FandolFang-Regular": "仿宋", "FandolKai-Regular": "楷体", "FandolHei-Regular": "黑体", "FandolSong-Bold": "小标宋",
         "NotoSerifCJKsc-Regular": "宋体", "LiberationSerif": "西文"}
LOOKS = {   # look -> class, size in pt, row of class, row of size
    "body": ("仿宋", BODY, "FT-02", "FT-01"), "title": ("小标宋", 22, "FT-04", "FT-03"),
    "heading-1": ("黑体", BODY, "FT-05", "FT-05"), "heading-2": ("楷体", BODY, "FT-06", "FT-06"),
    "heading-3": ("仿宋", BODY, "FT-07", "FT-07"), "heading-4": ("仿宋", BODY, "FT-08", "FT-08"),
    "recipients": ("仿宋", SMALL, "FT-10", "FT-09"), "copies": ("仿宋", SMALL, "FT-10", "FT-09"),
    "printed-by": ("仿宋", SMALL, "FT-10", "FT-09"), "printed-on": ("仿宋", SMALL, "FT-10", "FT-09"),
    "security": ("黑体", BODY, "FT-13", "FT-13"), "urgency": ("黑体", BODY, "FT-13", "FT-13"),
    "name": ("小标宋", None, "FT-04", ""),
}
CITED = "“”‘’—…"


@check
def faces(facts, placed):
    for line in placed.lines:
        for glyph, look in zip(line.glyphs, line.looks):
            facts.require("FT-17", line.where(), not glyph.missing(), f"{glyph.text} is .notdef")
            if look not in LOOKS:
                continue
            face, size, of_face, of_size = LOOKS[look]
            found = CLASS.get(glyph.face, glyph.face)
            if hanzi(glyph):
                facts.require(of_face, line.where(), found == face, f"{glyph.text} in {found}")
            if glyph.text in CITED:
                facts.require("FT-18", line.where(), found not in ("西文",), f"{glyph.text} in {found}")
            if size:
                facts.near(of_size, line.where(), glyph.size, size)
    for name, kind, _, embedded, subset, unicode in foreign.fonts(placed.pdf):
        facts.require("FT-16", name, (embedded, subset, unicode) == ("yes", "yes", "yes"), f"embedded {embedded}, subset {subset}, unicode {unicode}")
    for number, page in enumerate(placed.pages, 1):
        facts.require("FT-19", f"page {number}", not any("text" in tag for tag in page.other), f"{page.other}")


@check
def masthead(facts, placed):
    one = {kind: (placed.of(kind) or [None])[0] for kind in ("name", "issue", "issuer", "date", "security", "urgency", "copy-number")}
    name, issuer, security, urgency, copy = (one[kind] for kind in ("name", "issuer", "security", "urgency", "copy-number"))
    facts.require("JB-01", name.where(), all(glyph.ink == (0, .8, .8, 0) for glyph in name.glyphs), "not red")
    left, right = edges(name)
    facts.near("JB-02", name.where(), (left + right) / 2, CENTRE)
    facts.require("JB-03", name.where(), name.glyphs[0].size <= 42.01, f"{name.glyphs[0].size} pt")
    facts.require("JB-03", name.where(), right - left <= WIDTH + EXACT and len(placed.of("name")) == 1, "more than one line")
    ink = raster.ink_box(placed.pdf, 1, LEFT, TOP + 17, RIGHT, name.y + 3)   # below the row of the urgency
    facts.near("JB-04", name.where(), ink[1] if ink else 0, TOP + 20, 0.1)
    issue = one["issue"].text()
    facts.require("JB-06", issue, re.fullmatch(r"(第[0-9〇一二三四五六七八九十百]+期|增刊.*)(（总第[0-9]+期）)?", issue), "not of the pattern")
    facts.near("JB-07", issuer.where(), one["date"].y, issuer.y)
    facts.near("JB-07", issuer.where(), issuer.glyphs[0].x - (em(issuer.glyphs[0]) - CELL) / -2, LEFT)
    facts.near("JB-07", one["date"].where(), edges(one["date"], CELL)[1], RIGHT)
    rule = min(placed.pages[0].bars, key=lambda bar: bar.y, default=None)
    facts.require("JB-08", "page 1", rule is not None, "no rule")
    if rule:
        facts.near("JB-08", "page 1", rule.y - frame_bottom(issuer), 4)
        facts.near("JB-09", "page 1, left end", rule.x, LEFT)
        facts.near("JB-09", "page 1, length", rule.width, WIDTH)
        facts.near("JB-08", "page 1, thickness (decisions)", rule.height, 0.79)
    if copy:
        facts.require("HD-02", copy.where(), re.fullmatch(r"\d{6}", copy.text()), "not six digits")
        facts.near("HD-01", copy.where(), frame_top(copy), TOP)
        facts.near("JB-11", copy.where(), copy.glyphs[-1].x + copy.glyphs[-1].advance, RIGHT)
    if security:
        facts.near("JB-11", security.where(), frame_top(security), TOP)
        facts.near("JB-11", security.where(), security.glyphs[0].x, LEFT)
        facts.require("HD-06", security.where(), "★" in security.text() or not security.paragraph.text()[2:], "no star")
    if security and urgency:
        facts.require("HD-05", urgency.where(), urgency.y > security.y, "above the security level")


@check
def titles(facts, placed):
    lines = placed.of("title")
    for paragraph in {id(line.paragraph): line.paragraph for line in lines}.values():
        own = [line for line in lines if line.paragraph is paragraph]
        for line in own:
            facts.near("TT-02", line.where(), centre(line, CENTRE), CENTRE)
            facts.require("TT-04", line.where(), len(line.glyphs) <= 20, f"{len(line.glyphs)} characters")
            facts.require("TT-05", line.where(), line.glyphs[-1].text not in CLOSING or line.glyphs[-1].text in "》”）", "ends with a mark")
        widths = [round(edges(line)[1] - edges(line)[0], 1) for line in own]
        rising = [b > a for a, b in zip(widths, widths[1:])]
        even = any(a == b for a, b in zip(widths, widths[1:]))
        shaped = not even and (all(rising) or not any(rising) or rising == sorted(rising, reverse=True))
        facts.require("TT-03", own[0].where(), shaped, f"line widths {widths}")
        below = placed.on(own[-1].page)
        below = below[below.index(own[-1]) + 1:]
        facts.require("TT-06", own[-1].where(), bool(below), "a title ends its page")
        if below and below[0].paragraph.kind in GRIDDED:
            bottom = frame_bottom(own[-1])
            free = [row for row in range(22) if bottom - EXACT <= TOP + row * PITCH < frame_top(below[0]) - EXACT]
            facts.near("TT-06", own[-1].where(), len(free), 1, 0)
    first = lines[0] if lines else None
    rules = placed.pages[0].bars
    if first and first.page == 1 and not placed.of("note") and rules:
        rule = min(rules, key=lambda bar: bar.y)
        gap = frame_top(first) - rule.y - rule.height
        facts.require("TT-01", first.where(), 2 <= gap / PITCH < 3, f"{gap / PITCH:.2f} rows below the rule")


@check
def colophon(facts, placed):
    last = len(placed.pages)
    tail = placed.of("recipients", "copies", "printed-by", "printed-on")
    if not tail:
        return
    bars = [bar for bar in placed.pages[-1].bars if last > 1 or bar.y > TOP + 110]
    bars.sort(key=lambda bar: bar.y)
    both = bool(placed.of("recipients")) and bool(placed.of("printed-by"))
    facts.near("IM-06", f"page {last}", len(bars), 3 if both else 2, 0)
    facts.require("IM-02", f"page {last}", {line.page for line in tail} == {last}, "the colophon is on other pages too")
    facts.require("JB-14", f"page {last}", {line.page for line in tail} == {last}, "the colophon is on other pages too")
    facts.near("IM-13", f"page {last}", last % 2, 0, 0)
    if len(bars) < 2:
        return
    facts.near("IM-01", f"page {last}", bars[-1].y + bars[-1].height, BOTTOM)
    for bar in bars:
        facts.near("IM-03", f"page {last}, length", bar.width, WIDTH)
        facts.near("IM-03", f"page {last}, left end", bar.x, LEFT)
    for bar in (bars[0], bars[-1]):
        facts.near("IM-04", f"page {last}", bar.height, 0.35, 0.01)
    for bar in bars[1:-1]:
        facts.near("IM-05", f"page {last}", bar.height, 0.25, 0.01)
    text = [line for line in placed.on(last) if line.paragraph.kind in GRIDDED]
    facts.require("IM-14", f"page {last}", all(frame_bottom(line) < bars[0].y for line in text), "text below the first rule")
    facts.require("IM-14", f"page {last}", all(bars[0].y < frame_top(line) < bars[-1].y for line in tail), "a row outside the rules")
    one = SMALL * MM
    for line in tail:
        if line.paragraph.kind in ("recipients", "printed-by") and line.first:
            facts.near("IM-08", line.where(), line.glyphs[0].x, LEFT + one)
        if line.paragraph.kind in ("copies", "printed-on"):
            facts.near("JB-13" if line.paragraph.kind == "copies" else "IM-09", line.where(), edges(line)[1], RIGHT - one)
        if line.paragraph.kind == "recipients":
            head = next(other for other in tail if other.paragraph is line.paragraph)
            colon = [glyph.text for glyph in head.glyphs].index("：")
            if line is not head:
                facts.near("IM-10", line.where(), line.glyphs[0].x, head.glyphs[colon + 1].x)
            if line.last:
                facts.require("IM-11", line.where(), line.glyphs[-1].text == "。", "no full stop")
        if line.paragraph.kind == "printed-on":
            facts.require("IM-12", line.where(), line.text().endswith("印发"), "")
            facts.near("IM-12", line.where(), line.y, next(other.y for other in tail if other.paragraph.kind == "printed-by"))
    labels = [label for line in tail if line.paragraph.kind == "recipients" and line.first for label in line.text()[:1]]
    facts.require("JB-12", f"page {last}", labels == sorted(labels, key="报送发本".index), f"{labels}")


@check
def keeps(facts, placed):
    facts.require("BD-01", "page 1", any(line.paragraph.kind == "body" for line in placed.on(1)), "no body line")
    facts.require("BD-16", placed.pdf, "此页无正文" not in "".join(line.text() for line in placed.lines), "is printed")
    for number in range(1, len(placed.pages) + 1):
        lines = [line for line in placed.on(number) if line.paragraph.kind in GRIDDED + ("title", "subtitle")]
        if not lines:
            continue
        top, foot = lines[0], lines[-1]
        facts.require("TY-14", top.where(), top.first or not top.last, "a paragraph's last line begins the page")
        facts.require("TY-14", foot.where(), not foot.first or foot.last, "a paragraph's first line ends the page")
        facts.require("TY-15", foot.where(), not foot.paragraph.kind.startswith(("heading", "title", "subtitle")), "a heading ends the page")
        facts.require("BD-15", top.where(), top.paragraph.kind != "contributor", "the sign-off begins the page")


@check
def breaks(facts, placed):
    for at, line in enumerate(placed.lines):
        if line.paragraph.kind not in GRIDDED:
            continue
        head, tail, text = line.glyphs[0].text, line.glyphs[-1].text, line.text()
        facts.require("TY-01", line.where(), line.first or head not in CLOSING + "·～–", "begins with a mark")
        facts.require("TY-02", line.where(), line.last or tail not in OPENING, "ends with an opening mark")
        facts.require("TY-03", line.where(), head not in "/／" and tail not in "/／", "a solidus at the edge")
        facts.require("TY-05", line.where(), all(not run or len(run) % 2 == 0 for run in re.findall("—+|…+", text)), "—— or …… is split")
        if line.last:
            if not line.first:
                count = sum(1 for glyph in line.glyphs if wide(glyph) and glyph.text not in CLOSING)
                facts.require("TY-13", line.where(), count != 1 or len(text) > 2, "one character on the last line")
            continue
        after = placed.lines[at + 1].text() if at + 1 < len(placed.lines) else ""
        facts.require("TY-16", line.where(), not (tail.isdigit() and after[:1] in "0123456789.,%‰℃°"), f"{tail}|{after[:1]}")
        facts.require("TY-21", line.where(), '"' not in text, "ASCII quotes")
        for a, b in zip(line.glyphs, line.glyphs[1:]):
            if a.text == b.text == "—":
                facts.near("TY-10", line.where(), b.x - a.x, CELL, 0.02 * BODY * MM)
            if a.text == b.text == "…":   # the glyphs move together until the six dots stand at equal distances
                facts.require("TY-10", line.where(), 0.75 * CELL < b.x - a.x < 1.02 * CELL, f"dots {b.x - a.x:.3f} mm apart")
    headings = [line.text() for line in placed.of("heading-1") if line.first]
    facts.require("TY-20", placed.pdf, all(re.match("[一二三四五六七八九十]+、", text) for text in headings), f"{headings}")

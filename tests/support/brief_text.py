"""What a brief must say on paper in the layout work-brief (or its vertical sister, which counts in hanzi), told again from its XML alone: paragraphs with their looks, in reading order."""
import re
import xml.etree.ElementTree as tree
from dataclasses import dataclass

DIGITS = "〇一二三四五六七八九"


@dataclass
class Paragraph:
    kind: str        # name, issue, issuer, date, security, urgency, copy-number, note, title, subtitle, heading-1.., body, caption, contributor, recipients, copies, ...
    parts: list      # of (look, text); looks: as kinds, and label, emphasis

    def text(self):
        return "".join(text for _, text in self.parts)


def chinese(number):
    """1..999, as headings count."""
    hundreds, below = divmod(number, 100)
    if hundreds:
        return DIGITS[hundreds] + "百" + ("零" if 0 < below < 10 else "一" if 10 <= below < 20 else "") + (chinese(below) if below else "")
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones or not tens else "")


def date(iso, vertical):
    year, month, day = iso.split("-")
    if vertical:
        return f"{''.join(DIGITS[int(digit)] for digit in year)}年{chinese(int(month))}月{chinese(int(day))}日"
    return f"{year}年{int(month)}月{int(day)}日"


def inline(element, look):
    """Text of an element and its marks. Line ends of the source are nothing between hanzi."""
    out = [(look, element.text or "")]
    for child in element:
        if child.tag == "em":
            out += inline(child, "emphasis")
        elif child.tag != "br":
            out += inline(child, look)
        out.append((look, child.tail or ""))
    return [(name, re.sub(r"\s+", "", text)) for name, text in out if text.strip()]


def is_vertical(path):
    return tree.parse(path).getroot().get("layout").endswith("-vertical")


def masthead(identity, vertical):
    def one(kind, text):
        return [Paragraph(kind, [(kind, text)])] if text else []

    security, copy = identity.find("security"), identity.findtext("copy-number")
    out = []
    if security is not None:
        out += one("security", security.get("level") + (f"★{security.get('period')}" if security.get("period") else ""))
    out += one("copy-number", copy and copy.zfill(6)) + one("urgency", identity.findtext("urgency")) + one("name", identity.findtext("name"))
    number = {key: chinese(int(value)) if vertical else value for key, value in identity.find("issue-number").items() if key != "year"}
    if "supplement" in number:
        issue = f"增刊第{number['supplement']}期"
    else:
        issue = f"第{number['number']}期" + (f"（总第{number['total']}期）" if "total" in number else "")
    return out + one("issue", issue) + one("issuer", identity.findtext("issuer")) + one("date", date(identity.findtext("date"), vertical))


MARKERS = [lambda n: chinese(n) + "、", lambda n: f"（{chinese(n)}）", lambda n: f"{n}.", lambda n: f"（{n}）"]


def flow(element, level, out):
    number, heading = 0, None
    for child in element:
        if child.tag == "section":
            number += 1
            flow_section(child, level + 1, number, out)
        elif child.tag in ("title", "subtitle"):
            out.append(Paragraph(child.tag, inline(child, child.tag)))
        elif child.tag == "p":
            out.append(Paragraph("body", inline(child, "body")))
        elif child.tag == "picture" and "".join(child.itertext()).strip():
            out.append(Paragraph("caption", inline(child, "caption")))
        elif child.tag == "contributor":
            text = "".join(text for _, text in inline(child, ""))
            out.append(Paragraph("contributor", [("contributor", f"（{text}供稿）")]))


def flow_section(section, level, number, out):
    look = f"heading-{level}"
    parts = [(look, MARKERS[level - 1](number))] + inline(section.find("heading"), look)
    rest = [child for child in section if child.tag != "heading"]
    begin = len(out)
    flow(rest, level, out)
    runs_in = level > 1 and parts[-1][1][-1] in "。！？" and rest and rest[0].tag == "p"
    if runs_in:
        out[begin].parts[:0] = parts
    else:
        out.insert(begin, Paragraph(look, parts))


LABELS = {"report": "报：", "send": "送：", "distribute": "发：", "extra": "本期增发："}


def colophon(root, vertical):
    out, distribution, printed = [], root.find("distribution"), root.find("identity/printed")
    if distribution is not None:
        for role, label in LABELS.items():
            for recipients in distribution.findall(f"recipients[@role='{role}']"):
                names = "，".join("".join(text for _, text in inline(to, "")) for to in recipients)
                out.append(Paragraph("recipients", [("recipients", label + names + "。")]))
        if distribution.get("copies"):
            out.append(Paragraph("copies", [("copies", f"共印{distribution.get('copies')}份")]))
    if printed is not None:
        out.append(Paragraph("printed-by", [("printed-by", printed.get("by"))]))
        out.append(Paragraph("printed-on", [("printed-on", date(printed.get("on"), vertical) + "印发")]))
    return out


def paragraphs(path):
    root = tree.parse(path).getroot()
    vertical = is_vertical(path)
    out = masthead(root.find("identity"), vertical)
    for note in root.findall("editor-note"):
        for i, child in enumerate(note):
            out.append(Paragraph("note", ([("label", "编者按：")] if i == 0 else []) + inline(child, "note")))
    for article in root.findall("article"):
        flow(article, 0, out)
    out += colophon(root, vertical)
    for paragraph in out:
        paragraph.parts = [(look, re.sub(r"\s+", "", text)) for look, text in paragraph.parts]
    return out

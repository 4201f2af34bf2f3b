"""Hostile and damaged files: each is refused with the right code, at a place, quickly, and nothing is written."""
import os

from support import BAD_INPUT, PLAIN, Run, check, finish, folder

BRIEF = "<?xml version='1.0'?>\n<brief version='1'>{}</brief>\n"
BOMB = "<!DOCTYPE brief [<!ENTITY a 'aaaaaaaaaa'>" + "".join(f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(9)) + "]>"

CASES = {   # name: bytes, code, place of the first message
    "bad UTF-8": (BRIEF.format("工作").encode().replace("作".encode(), b"\xe4\xbd"), "BX1004", "2:21"),
    "GB18030": ("<?xml version='1.0' encoding='GB18030'?>\n<brief>工作简报第十五期</brief>".encode("gb18030"), "BX1003", "2:8"),
    "UTF-16": (BRIEF.format("工作简报").encode("utf-16"), "BX1002", "1:1"),
    "DTD": (b"<!DOCTYPE brief SYSTEM 'file:///etc/passwd'>\n<brief version='1'/>", "BX1010", "1:1"),
    "entity bomb": ((BOMB + "<brief>&j;</brief>").encode(), "BX1010", "1:1"),
    "external entity": (b"<!DOCTYPE brief [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><brief>&x;</brief>", "BX1010", "1:1"),
    "100,000 levels": (b"<brief>" + b"<section>" * 100_000 + b"</section>" * 100_000 + b"</brief>", "BX1014", "1:"),
    "100,000 levels, never closed": (b"<a>" * 100_000, "BX1014", "1:"),
    "attribute of 10 MB": (b"<brief version='" + b"1" * 10_000_000 + b"'/>", "BX1056", "1:"),
    "attribute never closed": (b"<brief version='" + b"1" * 10_000_000, "BX1052", "1:"),
    "duplicate attributes": (b"<brief version='1' version='1'/>", "BX1055", "1:20"),
    "100,000 attributes": (b"<brief " + b" ".join(b"a%d='1'" % i for i in range(100_000)) + b"/>", "BX1057", "1:"),
    "two roots": (b"<brief version='1'/>\n<brief version='1'/>", "BX1012", "2:1"),
    "NUL": (b"<brief version='1'>\n  a\0b</brief>", "BX1005", "2:4"),
    "bare &": (b"<brief version='1'>\nR&D</brief>", "BX1031", "2:2"),
    "nothing": (b"", "BX1011", "1:1"),
    "no XML": (b"\x7fELF\x01 not a brief", "BX1005", "1:5"),
    "a Word document": (b"PK\x03\x04\x14\0\6\0word/document.xml", "BX1022", None),
    "an old Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "BX1022", None),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "BX1022", None),
    "a PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4, "BX1022", None),
    "a JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256)) * 4, "BX1022", None),
    "a GIF": (b"GIF89a" + bytes(range(256)) * 4, "BX1022", None),
    "a program": (b"\x7fELF\x02" + b"\x00\xff\x41" * 200, "BX1022", None),
    "rich text": (b"{\\rtf1\\ansi}", "BX1022", None),
    "2,000,000 elements": (b"<brief>" + b"<p/>" * 2_000_000 + b"</brief>", "BX1021", "1:"),
    "1,000,000 unknown elements": (b"<brief version='1'>" + b"<q/>" * 1_000_000 + b"</brief>", "BX1102", "1:"),
    "1,000,000 bare &": (b"<brief version='1'>" + b"&" * 1_000_000 + b"</brief>", "BX1031", "1:20"),
    "300,000 words between elements": (b"<brief version='1'>" + b"<em>a</em>a" * 300_000 + b"</brief>", "BX1113", "1:"),
    "sections 200 deep": (b"<brief version='1'><article><title>t</title>" + b"<section><heading>h</heading>" * 200 + b"</section>" * 200 +
                          b"</article></brief>", "BX1120", "1:"),
}


def refused(name, brief, code, place, seconds):
    output = brief.with_suffix(".pdf")
    output.write_bytes(b"as it was")
    before = os.times()
    run = Run("build", brief, "-o", output, "--free-fonts", "--lang", "en")
    after = os.times()   # of the processor: others may be using the machine
    took = after.children_user + after.children_system - before.children_user - before.children_system
    check(run.code == BAD_INPUT, f"{name}: {run}")
    lines = [line for line in run.err.splitlines() if f"[{code}]" in line]
    check(lines and lines[0].startswith(f"{brief}:{place}" if place else f"{brief}: error"), f"{name}: expected {code} at {place}\n{run}")
    check(len(run.err) < 1_000_000, f"{name}: {len(run.err)} bytes of messages")
    check(took < seconds, f"{name}: refused after {took:.1f} s")
    check(output.read_bytes() == b"as it was", f"{name}: the output file was touched")
    check(sorted(brief.parent.iterdir()) == sorted([brief, output]), f"{name}: left {list(brief.parent.iterdir())}")
    output.unlink()
    brief.unlink()


EACH = "<each of='//*'>{}</each>"
MASTHEAD = "<masthead>{}</masthead>"
ROW = MASTHEAD.format("<row style='body'>{}</row>")
LAYOUTS = {   # what the layout prints; the place of the error
    "nested each": (ROW.format(EACH.format(EACH.format(EACH.format("x")))), "2:"),
    "nested each of blocks": (MASTHEAD.format(EACH.format(EACH.format(EACH.format("<blank/>")))), "2:"),
    "nested predicates": (ROW.format("<when test='//*[//*[//*[//*]]]'>x</when>"), "2:41"),
    "sets compared": (ROW.format("<when test='//*[//* = //*/@*]'>x</when>"), "2:41"),
    "the whole text again and again": (ROW.format(EACH.format("<value of='/'/>")), "2:"),
    "a long literal again and again": (ROW.format(EACH.format("x" * 60_000)), "2:"),
    "a long path for every node": (ROW.format(EACH.format("<when test='" + " | ".join(["//*/.."] * 400) + "'>x</when>")), "2:"),
    "a folio": ("<folio style='folio' odd='right 1字' even='left 1字' below='7mm'>" + EACH.format(EACH.format("x")) + "</folio>", "2:"),
}


def layouts_that_ask_too_much(work):
    brief, layout = work / "long.xml", work / "layout.xml"
    text = PLAIN.read_text("utf-8")
    first = text.index("</p>") + len("</p>")
    brief.write_text(text[:first] + "<p>一段文字。</p>" * 1_000 + text[first:], "utf-8")
    for name, (content, place) in LAYOUTS.items():
        layout.write_text(f"<layout version='1' name='x' extends='work-brief'>\n{content}</layout>", "utf-8")
        before = os.times()
        run = Run("check", brief, "--layout", layout, "--free-fonts", "--lang", "en")
        after = os.times()
        took = after.children_user + after.children_system - before.children_user - before.children_system
        check(run.code == BAD_INPUT and f"{layout}:{place}" in run.err and run.err.count("BX1510") == 1, f"{name}: {run}")
        check(took < 5, f"{name}: stopped after {took:.1f} s")
        print(f"{name}: {took:.1f} s")


def main():
    with folder() as temporary:
        from pathlib import Path
        brief = Path(temporary) / "brief.xml"
        for name, (data, code, place) in CASES.items():
            brief.write_bytes(data)
            refused(name, brief, code, place, 10)
        with open(brief, "wb") as file:   # 200 MB of text
            for _ in range(200):
                file.write(b"\xe5\xad\x97" * 333_333)
        refused("200 MB", brief, "BX1001", None, 1)
        for name, tag in (("layout", b"<layout version='1' name='x' extends='../../../etc/passwd'/>"), ("bomb", (BOMB + "<layout>&j;</layout>").encode())):
            layout = Path(temporary) / f"{name}.xml"
            layout.write_bytes(tag)
            run = Run("check", Path(__file__).parents[1] / "data/briefs/plain.xml", "--layout", layout, "--lang", "en")
            check(run.code == BAD_INPUT and f"{layout}:1:" in run.err and "root:" not in run.err, run)
        layouts_that_ask_too_much(Path(temporary))
    finish(f"{len(CASES) + 3 + len(LAYOUTS)} hostile files")


main()

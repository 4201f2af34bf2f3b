#!/usr/bin/env python3
"""Every block of code in the pages is tried:

    xml            a whole file, or an element of a brief or layout: typeset without a warning, in a document made around it
    xml excerpt    well-formed, not typeset
    sh             run line by line in a folder with the page's first brief (brief.xml), its layouts and build/banxin
    sh excerpt     commands for elsewhere (a bare machine, a printer): not run, but `./run` must know what is asked of it
    text output    exactly what the block before it printed
    text           anything else
"""
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as tree
from pathlib import Path

from pages import SOURCE, end, pages
from support.workshop import PROGRAM, Workshop

BRIEF = """<?xml version="1.0" encoding="UTF-8"?>
<brief version="1" layout="work-brief"><identity><name>工作简报</name><issue-number year="2026" number="1"/><issuer>办公室</issuer>
<date>2026-03-02</date></identity>NOTE<article>TITLE<p>3月2日，全区42所中小学开学。</p>TEXT</article>DISTRIBUTION</brief>
"""
IN_IDENTITY = ("security", "urgency", "copy-number", "printed")
IN_MASTHEAD = ("row", "rule", "when", "choose", "each", "blank")
IN_ROW = ("value", "run")
KINDS = ("xml", "xml excerpt", "sh", "sh excerpt", "text output", "text")

shop, faults, counts = Workshop(), [], dict.fromkeys(KINDS, 0)
usage = subprocess.run([SOURCE / "run", "help"], capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}).stdout
environment = {**os.environ, "LC_ALL": "C.UTF-8", "BANXIN_DATA": str(SOURCE), "XDG_CACHE_HOME": str(shop.folder / "cache")}


def brief_around(fragment, name):
    parts = {"NOTE": "", "TITLE": "<title>全区中小学如期开学</title>", "TEXT": "", "DISTRIBUTION": ""}
    text = BRIEF
    if name == "identity":
        text = re.sub(r"<identity>.*</identity>", lambda _: fragment, text, flags=re.S)
    elif name in ("name", "issuer", "date", "issue-number"):
        text = re.sub(rf"<{name}\b.*?(/>|</{name}>)", lambda _: fragment, text, flags=re.S)
    elif name in IN_IDENTITY:
        extra = "" if name != "security" else "<copy-number>000001</copy-number>"
        text = text.replace("</identity>", f"{fragment}{extra}</identity>")
    elif name == "article":
        text = re.sub(r"<article>.*</article>", lambda _: fragment, text, flags=re.S)
    else:
        parts[{"editor-note": "NOTE", "title": "TITLE", "distribution": "DISTRIBUTION", "dispatch": "DISTRIBUTION"}.get(name, "TEXT")] = fragment
    for mark, content in parts.items():
        text = text.replace(mark, content)
    return text


def layout_around(fragment, name):
    content = fragment
    if name in IN_ROW:
        content = f'<row style="masthead">{content}</row>'
    if name in IN_ROW or name in IN_MASTHEAD:
        content = f"<masthead>{content}</masthead>"
    elif name == "block":
        rules = content
        for element in ("title", "subtitle", "heading", "p", "contributor"):   # the first rule that fits is taken
            rules += f'<block for="{element}" style="body"/>'
        content = f'<flow><part of="article">{rules}</part></flow>'
    return f'<layout version="1" name="tried" extends="work-brief">{content}</layout>'


def first_element(content):
    found = re.search(r"<([a-z][\w-]*)", content)
    return found[1] if found else ""


def typeset(where, brief, *options):
    done = subprocess.run([PROGRAM, "build", brief, "-o", shop.folder / "tried.pdf", "--free-fonts", *options], capture_output=True, text=True,
                          env=environment)
    if done.returncode != 0 or "warning" in done.stderr or "note[" in done.stderr:
        faults.append(f"{where}: exit code {done.returncode}\n{done.stderr}")


def is_layout(page, name, content):
    if page.name.endswith("layout.md") or page.name.endswith("layouts.md"):
        return True
    return name in ("layout", "style", "ink", "row", "rule", "block", "inline", "folio", "size", "kinsoku", "format", "words", "masthead", "flow", "colophon")


def try_xml(page, number, content, folder):
    name = first_element(content)
    where = f"{page.name}, block {number} <{name}>"
    if name == "brief":
        target = folder / "brief.xml"
        if not target.exists():
            target.write_text(content, "utf-8")
        tried = shop.folder / "tried.xml"
        tried.write_text(content.replace('"auto"', '"1"'), "utf-8")   # in place of a register
        own = folder / f"{tree.fromstring(content).get('layout')}.xml"
        typeset(where, tried, *(["--layout", str(own)] if own.exists() else []))
    elif is_layout(page, name, content):
        if name == "layout":
            target = folder / f"{tree.fromstring(content).get('name')}.xml"
            target.write_text(content, "utf-8")
        else:
            target = shop.folder / "tried.xml"
            target.write_text(layout_around(content, name), "utf-8")
        sample = shop.folder / "sample.xml"
        shutil.copy(SOURCE / "samples/work-brief.xml", sample)
        typeset(where, sample, "--layout", str(target))
    else:
        tried = shop.folder / "tried.xml"
        tried.write_text(brief_around(content, name), "utf-8")
        typeset(where, tried)


def try_commands(page, number, content, folder):
    """What the lines print together. A line that ends in '# N' ends with that exit code."""
    printed = ""
    for line in content.splitlines():
        command, _, code = re.fullmatch(r"(.*?)(\s+# (\d+))?", line).groups()
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        printed += done.stdout
        if done.returncode != int(code or 0):
            faults.append(f"{page.name}, block {number}: '{command}' ended with {done.returncode}\n{done.stdout}")
    return printed


def try_page(page):
    folder = shop.folder / page.name.replace("/", "-")
    (folder / "build").mkdir(parents=True)
    (folder / "build/banxin").symlink_to(PROGRAM.resolve())
    for name in ("samples", "layouts"):
        (folder / name).symlink_to(SOURCE / name)
    printed = ""
    for number, (kind, content) in enumerate(page.blocks(), 1):
        if kind not in KINDS:
            faults.append(f"{page.name}, block {number}: no such kind of block: '{kind}'")
            continue
        counts[kind] += 1
        if kind == "xml":
            try_xml(page, number, content, folder)
        elif kind == "xml excerpt":
            try:
                tree.fromstring(f"<x>{content}</x>")
            except tree.ParseError as error:
                faults.append(f"{page.name}, block {number}: {error}")
        elif kind == "sh":
            printed = try_commands(page, number, content, folder)
        elif kind == "sh excerpt":
            for asked in re.findall(r"\./run (\S+)", content):
                if not re.search(rf"^  {re.escape(asked)} ", usage, re.M):
                    faults.append(f"{page.name}, block {number}: ./run knows no '{asked}'")
        elif kind == "text output" and content.strip() != printed.strip():
            faults.append(f"{page.name}, block {number}: printed was\n{printed}\nnot\n{content}")


for each in pages():
    if not each.name.endswith("/embedding.md"):   # followed by tests/embed/guide_test.py
        try_page(each)
end(faults, ", ".join(f"{number} {kind}" for kind, number in counts.items()))

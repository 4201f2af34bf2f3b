"""The RELAX NG schemas: current, right about every brief and layout that we have, and of one mind with the reader on files changed at random (seeded).

What the schema cannot say, and the reader alone checks:
- an element that may hold text and marks is not empty (BX1114: title, subtitle, heading, p);
- a name has at most 100 bytes; a date or whole number in an attribute has no white space around it;
- names exist, expressions are XPath, lengths fit each other, numbers and dates make sense (BX1120 and above): its verdict is compared with the
  reader's table checks, BX1101 to BX1116, alone."""
import json
import os
import random
import re
import subprocess
import xml.etree.ElementTree as Tree
from pathlib import Path

from support import DATA, DONE, PLAIN, SOURCE, Run, check, finish, folder

ROUNDS = 400 if os.environ.get("BANXIN_LONG") else 40
SEEDS = {"brief": [DATA / "briefs/restricted.xml", PLAIN], "layout": [SOURCE / "layouts/work-brief.xml", SOURCE / "layouts/official-a4.xml"]}
VALUES = ["", " ", "0", "1", "-1", "7", "99999999999", "1.5", "2024-02-30", "2024-02-29", "2024-2-9", "yes", "maybe", "12mm", "12 mm", "12", "3号", "0.5字", "1行", "号",
          "210mm 297mm", "1mm 2mm 3mm", "0 80 80 0", "0 80 80 101", "../x", "a b", "name", "名称", "zh-Hans", "zh_Hans", "date", "chinese-number", "trapezoid diamond",
          "diamond round", "秘密", "秘 密", "report", "heading", "title", "first", "identity/date", "..", "1", "left 1字", "文字", "a:b", "0.881", "2.0"]


def schema(language):
    return SOURCE / f"layouts/{language}.rng"


def valid_by_schema(language, files):
    """Which of the files xmllint accepts, in one call."""
    done = subprocess.run(["xmllint", "--noout", "--nonet", "--relaxng", schema(language), *files], capture_output=True, encoding="utf-8")
    verdicts = dict(re.findall(r"^(.+) (validates|fails to validate)$", done.stderr, re.M))
    assert set(verdicts) == set(map(str, files)), done.stderr[-2000:]
    return {Path(file) for file, verdict in verdicts.items() if verdict == "validates"}


def table_codes(language, file):
    """Codes of the reader's table checks in this file."""
    args = [file] if language == "brief" else [PLAIN, "--layout", file]
    run = Run("check", *args, "--free-fonts", "--diagnostics", "json")
    found = [d for d in map(json.loads, run.err.splitlines()) if "report" not in d]
    check(run.code in (0, 1, 3), run)
    return {d["code"] for d in found if d["file"] == str(file) and "BX1101" <= d["code"] <= "BX1116"}


def current_and_right():
    for language, command in (("brief", "samples"), ("layout", "layouts")):
        run = Run("schema", language)
        check(run.code == DONE and run.out == schema(language).read_bytes(), f"layouts/{language}.rng is old: build/banxin schema {language} > layouts/{language}.rng")
        files = sorted((SOURCE / command).glob("*.xml")) + sorted((SOURCE / "samples/editions").glob(f"*-{language}.xml")) + sorted((DATA / f"{language}s").glob("*.xml"))
        for file in sorted(set(files) - valid_by_schema(language, files)):
            check(False, f"the schema refuses {file}")


def corpus_agrees():
    for language, pattern in (("brief", "faults/*.xml"), ("layout", "faults/layouts/*.xml")):
        files = [f for f in sorted(DATA.glob(pattern)) if f.name not in ("unclosed.xml", "full-width-tags.xml")]   # no XML at all
        accepted = valid_by_schema(language, files)
        for file in files:
            compare(language, file, file in accepted)


def fields(temporary):
    """A brief with fields, and what neither the schema nor the program takes of it."""
    whole = (SOURCE / "samples/editions/district-brief.xml").read_text("utf-8")
    changes = {"right": ("", ""), "no column": ('<field name="单位"/>', "<field/>"), "content": ('<field name="单位"/>', '<field name="单位">区</field>'),
               "attribute": ('<when field="学习">', '<when field="学习" not="区">'), "element": ("<item/>", "<iten/>"), "role": ('<editions name="单位"', '<editions names="单位"'),
               "place": ("<identity>", "<identity><field/>"), "attribute's field": ('copies="{份数}"', 'copies="份数"')}
    files = {}
    for name, (old, new) in changes.items():
        check(old in whole, f"{name}: the sample has no {old}")
        files[name] = temporary / f"fields {name}.xml"
        files[name].write_text(whole.replace(old, new, 1), "utf-8")
    accepted = valid_by_schema("brief", list(files.values()))
    table = SOURCE / "samples/editions/districts.csv"
    for name, file in files.items():
        run = Run("batch", file, "--editions", table, "--key", "单位", "--sink", "null", "--free-fonts")
        check((file in accepted) == (name == "right") == (run.code == DONE), f"{name}: the schema {'accepts' if file in accepted else 'refuses'} it\n{run}")


def compare(language, file, accepted, note=""):
    codes = table_codes(language, file)
    only_empty = codes == {"BX1114"}   # the one rule that it may not be able to say
    check(accepted == (not codes) or (accepted and only_empty),
          f"{note or file}: the schema {'accepts' if accepted else 'refuses'} it, the reader says {sorted(codes) or 'nothing'}\n{file.read_text(encoding='utf-8') if note else ''}")


def change(tree, dice, names):
    """One change; what it was, in words."""
    elements = [(parent, child) for parent in tree.iter() for child in parent]
    parent, element = dice.choice(elements)
    kind = dice.choice(["drop", "double", "move", "rename", "attribute", "attribute", "attribute", "new attribute", "drop attribute", "text", "empty"])
    if kind == "drop":
        parent.remove(element)
    elif kind == "double":
        parent.insert(list(parent).index(element), element)
    elif kind == "move":
        parent.remove(element)
        parent.insert(dice.randrange(len(parent) + 1), element)
    elif kind == "rename":
        element.tag = dice.choice(names)
    elif kind in ("attribute", "drop attribute") and element.attrib:
        name = dice.choice(sorted(element.attrib))
        if kind == "attribute":
            element.set(name, dice.choice(VALUES))
        else:
            del element.attrib[name]
    elif kind == "new attribute":
        element.set(dice.choice(["style", "name", "level", "role", "test", "size", "of", "farbe"]), dice.choice(VALUES))
    elif kind == "text":
        element.text = (element.text or "") + dice.choice(["文字", " ", "\n"])
    elif kind == "empty":
        element.clear()
    return f"{kind} {element.tag}"


def changed_files_agree(temporary):
    verdicts = set()
    for language, seeds in SEEDS.items():
        dice = random.Random(20240301)
        texts = [seed.read_text(encoding="utf-8") for seed in seeds]
        names = sorted({e.tag for text in texts for e in Tree.fromstring(text).iter()})
        files = {}
        for round in range(ROUNDS):
            tree = Tree.fromstring(dice.choice(texts))
            what = [change(tree, dice, names) for _ in range(dice.choice([1, 1, 1, 2]))]
            file = temporary / f"{language}-{round}.xml"
            file.write_bytes(Tree.tostring(tree, encoding="utf-8"))
            files[file] = f"{language} {round}: {', '.join(what)}"
        accepted = valid_by_schema(language, list(files))
        for file, what in files.items():
            verdicts.add((language, file in accepted))
            compare(language, file, file in accepted, what)
    check(len(verdicts) == 4, "changed files are of one kind only: the test says nothing")


def main():
    current_and_right()
    corpus_agrees()
    with folder() as temporary:
        changed_files_agree(Path(temporary))
        fields(Path(temporary))
    finish(f"{2 * ROUNDS} changed files")


main()

"""A small brief with fields and its table, which the tests of editions share and spoil."""
import csv
import hashlib
import io
import subprocess

from support import SOURCE, Run

SAMPLE, SAMPLE_TABLE = SOURCE / "samples/editions/district-brief.xml", SOURCE / "samples/editions/districts.csv"

BRIEF = """<?xml version="1.0" encoding="UTF-8"?>
<brief version="1" layout="{版式}">
  <editions name="单位" shared="协作" must-name="须提" must-not-name="不提" copies="份数" first-copy="起" last-copy="止" print-run="60"/>
  <identity><name>工作简报</name><issue-number year="2026" number="1"/><issuer>办公室</issuer><date>2026-03-02</date></identity>
  <article><title><field name="单位"/>简况</title>
    <p><field name="单位"/>有<figure field="人数">1,200</figure>人。</p>
    <when field="类别" is="甲|乙"><p>属于前两类。</p></when><unless field="类别" is="甲|乙"><p>不属于前两类。</p></unless>
    <each field="事项" separator="；"><p>办了<item/>。</p></each>
    <when field="协作"><p>与<field name="协作"/>合办。</p></when></article>
  <distribution copies="{份数}"><recipients role="send"><to>市局</to></recipients></distribution>
</brief>
"""
HEAD = "单位,类别,人数,事项,协作,须提,不提,份数,起,止,版式"
ROWS = ["南岸区,甲,1200,种树；修路,巴南区,,,20,1,20,work-brief", "巴南区,乙,\"1,200\",\"A \"\"B\"\" C\",,,,20,21,40,work-brief",
        "江北区,丙,1200,,,,,20,41,60,news-flash"]


def write(here, brief=BRIEF, rows=None, head=HEAD, encoding="utf-8", mark=b"", end="\r\n"):
    (here / "b.xml").write_text(brief, "utf-8")
    (here / "t.csv").write_bytes(mark + (end.join([head, *(ROWS if rows is None else rows)]) + end).encode(encoding))


def batch(here, *more, out="out", table="t.csv", key="单位", lang="en"):
    where = ["--out", here / out] if out else []
    keys = ["--key", key] if key else []
    return Run("batch", here / "b.xml", "--editions", here / table, *where, *keys, "--free-fonts", "--lang", lang, *more)


def text_of(pdf):
    return "".join(subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout.split())


def hashes(path):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in path.iterdir()}


def many(here, count=400):
    head, *rows = list(csv.reader(io.StringIO(SAMPLE_TABLE.read_text("utf-8"), newline="")))
    with open(here / "many.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(head)
        for i in range(count):
            row = list(rows[i % len(rows)])
            row[0], row[5], row[9], row[10], row[11] = f"第{i:05}分会", "", 10, 10 * i + 1, 10 * i + 10
            out.writerow(row)
    (here / "many.xml").write_text(SAMPLE.read_text("utf-8").replace('print-run="590"', f'print-run="{10 * count}"'), "utf-8")
    return ["batch", here / "many.xml", "--editions", here / "many.csv", "--key", "单位", "--free-fonts", "--lang", "en"]

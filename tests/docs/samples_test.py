#!/usr/bin/env python3
"""Every sample is typeset without a word of warning, on as many pages as it is meant to have; its facts are in the PDF."""
import subprocess

from pages import SOURCE, end
from support.workshop import PROGRAM, Workshop, sample_pages

# Pages, and what must stand in the text of the PDF.
EXPECTED = {
    "work-brief": (4, ["第15期（总第208期）", "共印200份"]),
    "scripts": (2, ["བོད་རང་སྐྱོང་ལྗོངས།", "辻󠄁", "𠀀"]),
    "traditional": (2, ["第15期（總第208期）", "編者按：", "2019年11月26日印發"]),
    "news-flash": (1, ["增刊第2期", "共印80份"]),
    "vertical-brief": (4, ["第九期（总第一百一十二期）", "共印150份"]),
    "classified-brief": (4, ["秘密★1年", "加急", "000017", "本期增发：重医支部，武隆区直属支部。", "共印40份"]),
    "marks": (2, ["国发〔2012〕5号", "全部问题编到㊿号", "共印60份"]),
    "picture-brief": (2, ["2025年上半年集中学习到课率", "共印60份"]),
    "specimen": (1, ["面积120m", "⑩、㊿", "བོད་རང་སྐྱོང་ལྗོངས།"]),
    "specimen-vertical": (1, ["专名号和书名号"]),
}

# A brief with fields: its table, the column of keys, how many editions.
WITH_TABLE = {"district-brief.xml": ("districts.csv", "单位", 20)}


def try_editions(sample, table, key, editions):
    """Each edition has four pages and its own name."""
    out = shop.folder / sample.stem
    done = subprocess.run([PROGRAM, "batch", sample, "--editions", SOURCE / "samples/editions" / table, "--key", key, "--out", out, "--free-fonts", "--lang", "en"],
                          capture_output=True, text=True)
    if done.returncode != 0 or "warning" in done.stderr or "note[" in done.stderr:
        faults.append(f"{sample.name}: {done.stderr}")
    pdfs = sorted(out.glob("*.pdf"))
    if len(pdfs) != editions:
        faults.append(f"{sample.name}: {len(pdfs)} editions, not {editions}")
    for pdf in pdfs:
        text = "".join(subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout.split())
        if text.count("\f") or f"关于{pdf.stem}主题教育活动" not in text or "—4—" not in text or "—5—" in text:
            faults.append(f"{pdf.name}: not the edition of {pdf.stem} on four pages")


shop, faults = Workshop(), []
samples = sample_pages()
for name, (table, key, editions) in WITH_TABLE.items():
    try_editions(SOURCE / "samples/editions" / name, table, key, editions)
for name, sample, options in samples:
    pages, texts = EXPECTED.get(name, (0, []))
    pdf, _, said = shop.build(sample, *options)   # ends the test unless the exit code is 0
    if "warning" in said or "note[" in said:
        faults.append(f"{name}: {said}")
    count = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    if f"Pages:           {pages}\n" not in count:
        faults.append(f"{name}: not {pages} pages: {count}")
    text = "".join(subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout.split())
    faults += [f"{name}: '{wanted}' is not in the PDF" for wanted in texts if wanted not in text]
faults += [f"samples has no {name}" for name in EXPECTED.keys() - {name for name, _, _ in samples}]
end(faults, f"{len(samples)} samples")

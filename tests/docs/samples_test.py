#!/usr/bin/env python3
"""Every sample is typeset without a word of warning, on as many pages as it is meant to have; its facts are in the PDF."""
import subprocess

from pages import SOURCE, end
from support.workshop import Workshop

# Pages, and what must stand in the text of the PDF.
EXPECTED = {
    "work-brief.xml": (4, ["第15期（总第208期）", "共印200份"]),
    "news-flash.xml": (1, ["增刊第2期", "共印80份"]),
    "classified-brief.xml": (4, ["秘密★1年", "加急", "000017", "本期增发：重医支部，武隆区直属支部。", "共印40份"]),
}

shop, faults = Workshop(), []
samples = sorted((SOURCE / "samples").glob("*.xml"))
for sample in samples:
    pages, texts = EXPECTED.get(sample.name, (0, []))
    pdf, _, said = shop.build(sample)   # ends the test unless the exit code is 0
    if "warning" in said or "note[" in said:
        faults.append(f"{sample.name}: {said}")
    count = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    if f"Pages:           {pages}\n" not in count:
        faults.append(f"{sample.name}: not {pages} pages: {count}")
    text = "".join(subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout.split())
    faults += [f"{sample.name}: '{wanted}' is not in the PDF" for wanted in texts if wanted not in text]
faults += [f"samples has no {name}" for name in EXPECTED if not (SOURCE / "samples" / name).is_file()]
end(faults, f"{len(samples)} samples")

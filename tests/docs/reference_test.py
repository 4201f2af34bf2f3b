#!/usr/bin/env python3
"""docs/reference is what the program prints now, in both languages; the Chinese pages speak Chinese."""
import re
import subprocess

from pages import SOURCE, end
from support.workshop import PROGRAM

faults = []
for language in ("zh", "en"):
    for topic in ("brief", "layout", "codes"):
        path = SOURCE / "docs/reference" / language / f"{topic}.md"
        printed = subprocess.run([PROGRAM, "reference", topic, "--lang", language], capture_output=True, text=True, check=True).stdout
        if not path.is_file() or path.read_text("utf-8") != printed:
            faults.append(f"{path.relative_to(SOURCE)} is not what the program says now; run ./run docs")
        if language == "zh" and topic != "codes":
            # A default that is words and was not translated would stand there in English.
            for row in re.findall(r"^\| `.*$", printed, re.M):
                default = row.split(" | ")[2]
                if "`" not in default and re.search(r"[A-Za-z]{2}", default) and default not in ("同 paper", "同 face", "同 size", "同 style", "同 thickness", "同 han-latin-gap"):
                    faults.append(f"{topic}: an English default: {row}")
end(faults, "6 pages")

"""The project's pages: their files, headings, links, code blocks."""
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from support.workshop import SOURCE

FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.M | re.S)


class Page:
    def __init__(self, path):
        self.path = path
        self.name = str(path.relative_to(SOURCE))
        self.text = path.read_text("utf-8")
        self.prose = FENCE.sub("", self.text)

    def blocks(self):
        """(kind, content) of each fenced block, in order."""
        return [(kind.strip(), content) for kind, content in FENCE.findall(self.text)]

    def anchors(self):
        out = set(re.findall(r'<a id="([^"]+)">', self.text))
        for heading in re.findall(r"^#+ (.+)$", self.prose, re.M):
            words = re.sub(r"<[^>]*>|[^\w\- ]", "", heading.lower())
            out.add(words.strip().replace(" ", "-"))
        return out


def pages():
    files = [*SOURCE.glob("*.md"), *(SOURCE / "docs").rglob("*.md")]
    return [Page(path) for path in sorted(files)]


def end(faults, count):
    for fault in faults:
        print(fault)
    print(f"{count}, {len(faults)} faults")
    sys.exit(bool(faults))

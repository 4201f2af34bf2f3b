#!/usr/bin/env python3
"""Links and pictures of the pages lead somewhere, every path that a sentence names exists, both languages have the same pages."""
import re

from pages import SOURCE, Page, end, pages

PATH = re.compile(r"`((?:engine|docs|samples|layouts|fonts|tests|cmake|\.ci)/[^`\s]*|run|[A-Z]+[\w.-]*\.(?:md|txt|json))`")
NOT_IN_A_CHECKOUT = ("fonts/free",)
LARGEST_PICTURE = 150_000


def alternatives(path):
    """a{b,c}d -> abd, acd"""
    found = re.search(r"\{([^}]*)\}", path)
    if not found:
        return [path]
    return [out for part in found[1].split(",") for out in alternatives(path[:found.start()] + part + path[found.end():])]


def exists(path):
    if path.startswith(NOT_IN_A_CHECKOUT):
        return True
    return bool(list(SOURCE.glob(path.rstrip("/"))))


faults = []
links = paths = 0
for page in pages():
    for target in re.findall(r"\]\(([^)\s]+)\)", page.prose):
        if target.startswith(("http://", "https://")):
            continue
        links += 1
        file, _, anchor = target.partition("#")
        path = (page.path.parent / file).resolve() if file else page.path
        if not path.exists() or not path.is_relative_to(SOURCE):
            faults.append(f"{page.name}: the link {target} leads nowhere")
        elif anchor and anchor not in Page(path).anchors():
            faults.append(f"{page.name}: {file or page.name} has no {anchor}")
        if path.suffix == ".png" and path.exists():
            data = path.read_bytes()
            if not data.startswith(b"\x89PNG") or len(data) > LARGEST_PICTURE:
                faults.append(f"{page.name}: {target} is no PNG or larger than {LARGEST_PICTURE} bytes")
    for path in PATH.findall(page.prose):
        for one in alternatives(path):
            paths += 1
            if not exists(one):
                faults.append(f"{page.name} names {one}, which does not exist")

for folder in ("guide", "reference"):
    chinese, english = ({p.name for p in (SOURCE / "docs" / folder / language).glob("*.md")} for language in ("zh", "en"))
    for name in chinese ^ english:
        faults.append(f"docs/{folder}: {name} stands in one language only")
    if not chinese:
        faults.append(f"docs/{folder} is empty")
    for name in chinese & english:
        both = [Page(SOURCE / "docs" / folder / language / name) for language in ("zh", "en")]
        pieces = [[content for kind, content in page.blocks() if kind.startswith("xml")] for page in both]
        heads = [len(re.findall(r"^##+ ", page.prose, re.M)) for page in both]
        if pieces[0] != pieces[1] or heads[0] != heads[1]:
            faults.append(f"docs/{folder}: {name} has other XML or other parts in the two languages")
end(faults, f"{links} links, {paths} paths")

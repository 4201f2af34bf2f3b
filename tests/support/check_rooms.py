"""Checks the house rules that a compiler does not see: floors, named rooms, libraries kept in their room, size and form of files.

    check_rooms.py [FOLDER]      FOLDER: the source tree
"""
import re
import sys
from pathlib import Path

# docs/design: a room includes only from lower floors.
FLOORS = {
    "base": 0,
    "xml": 1, "model": 1, "display": 1, "files": 1,
    "font": 2, "picture": 2, "reader": 2, "impose": 2,
    "compose": 3, "text": 3, "repair": 3, "table": 3, "library": 3,
    "page": 4, "pdf": 4, "edition": 4,
    "press": 5,
    "batch": 6, "register": 6,
    "office": 7,
    "api": 8,
    "cli": 9,
}

# Libraries that belong to one room, by the beginning of their headers' names; () belongs to none.
LIBRARIES = {
    "pugixml": ("xml",), "pugiconfig": ("xml",),
    "hpdf": ("pdf",),
    "jpeglib": ("picture",), "jerror": ("picture",), "png.h": ("picture",),
    "boost/program_options": ("cli",),
    "boost/": (),
    "sqlite3": ("register",),
    "nettle/": ("base",),
    "cups/": (), "opencc": (), "openssl/": (), "qpdf/": (),
}

MOST_LINES = 500
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def named_rooms(cmake: str) -> set[str]:
    """The rooms that a CMakeLists.txt names, as ROOMS or as linked targets."""
    text = re.sub(r"#.*", "", cmake)
    rooms = set()
    for words in re.findall(r"\bROOMS\s+([a-z_\s]+)", text):
        rooms.update(words.split())
    for words in re.findall(r"target_link_libraries\(([^)]*)\)", text):
        rooms.update(re.findall(r"\bbanxin_([a-z]+)", " ".join(words.split()[1:])))
    return rooms


def library_rooms(header: str) -> tuple[str, ...] | None:
    """The rooms that may include a library's header; None: every room."""
    for start, rooms in LIBRARIES.items():
        if header.startswith(start):
            return rooms
    return None


def check_include(room: str, named: set[str], header: str):
    """A sentence for an include that breaks a rule."""
    if room == "cli" and "/" in header and header.split("/")[0] in FLOORS and not header.startswith("cli/"):
        return f"the program stands on banxin.hpp alone, but includes {header}"
    owners = library_rooms(header)
    if owners is not None and room not in owners:
        return f"<{header}> may be included only in {', '.join(owners) or 'no room'}"
    other = header.split("/")[0] if "/" in header else None
    if other not in FLOORS or other == room:
        return None
    if other not in named:
        return f"room {room} includes {header}, but its CMakeLists.txt does not name {other}"
    if FLOORS[other] >= FLOORS[room]:
        return f"room {room} (floor {FLOORS[room]}) includes {header} (floor {FLOORS[other]}): only lower floors may be used"
    return None


def check_form(path: Path, lines: list[str]):
    """Faults of form, as (line number, sentence)."""
    if len(lines) > MOST_LINES:
        yield len(lines), f"{len(lines)} lines; a file has at most {MOST_LINES}"
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            yield number, "a tab"
            break
    if path.suffix in (".cpp", ".hpp"):
        if not lines or not re.match(r"// \S", lines[0]):
            yield 1, "a file opens with a // sentence that says what it does"
        if path.suffix == ".hpp" and "#pragma once" not in lines:
            yield 1, "no #pragma once"


def check(root: Path):
    """All faults of the tree, as printable lines."""
    folders = {path.parent.name: path.parent for path in sorted((root / "engine").glob("*/CMakeLists.txt"))}
    for room, folder in folders.items():
        if room not in FLOORS:
            yield f"{folder.relative_to(root)}: no floor is given for this room"
            continue
        named = named_rooms((folder / "CMakeLists.txt").read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.[ch]pp")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                found = INCLUDE.match(line)
                fault = check_include(room, named, found[2]) if found else None
                if fault:
                    yield f"{path.relative_to(root)}:{number}: {fault}"
    for top in ("engine", "tests"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix in (".cpp", ".hpp", ".def", ".py", ".sh", ".cmake"):
                for number, fault in check_form(path, path.read_text(encoding="utf-8").splitlines()):
                    yield f"{path.relative_to(root)}:{number}: {fault}"


def main() -> int:
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    if not (root / "engine" / "base" / "CMakeLists.txt").exists():
        print(f"no engine in {root}", file=sys.stderr)
        return 2
    faults = list(check(root))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

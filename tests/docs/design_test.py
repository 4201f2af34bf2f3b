#!/usr/bin/env python3
"""The table of rooms in docs/design/README.md is that of the CMake files, and its floors those of check_rooms.py."""
import re

from pages import SOURCE, end
from support.check_rooms import FLOORS, named_rooms

faults = []
text = (SOURCE / "docs/design/README.md").read_text("utf-8")
table = re.search(r"<!-- rooms -->\n(.*?)<!-- end -->", text, re.S)[1]
rows = {room: (int(floor), set(names.split()))
        for floor, room, names in re.findall(r"^\| (\d) \| `(\w+)` \|[^|]*\|([^|]*)\|$", table, re.M)}
rooms = {path.parent.name: named_rooms(path.read_text("utf-8")) - {path.parent.name} for path in SOURCE.glob("engine/*/CMakeLists.txt")}
for room, named in rooms.items():
    if room not in rows:
        faults.append(f"the table has no room {room}")
    elif rows[room] != (FLOORS[room], named):
        faults.append(f"{room}: the table says {rows[room]}, the CMake file {(FLOORS[room], named)}")
faults += [f"the table has {room}, engine does not" for room in rows if room not in rooms]
end(faults, f"{len(rooms)} rooms")

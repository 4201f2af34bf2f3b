"""The shared library has the names of banxin.map, which are those that the C headers declare, and no other.

    api_symbols_test.py LIBRARY
"""
import re
import subprocess
import sys
from pathlib import Path

API = Path(__file__).resolve().parents[2] / "engine/api"
nm = subprocess.run(["nm", "-D", "--defined-only", sys.argv[1]], capture_output=True, text=True, check=True).stdout
found = {line.split()[-1] for line in nm.splitlines()}
listed = {f"{name}@@BANXIN_0" for name in re.findall(r"^    (banxin_\w+);$", (API / "banxin.map").read_text("utf-8"), re.M)}
headers = "".join(header.read_text("utf-8") for header in sorted((API / "include").glob("*.h")))
declared = re.findall(r"^BANXIN_API [^;]*?\b(banxin_\w+)\(", headers, re.M)
faults = [f"{name}: in the library, not in banxin.map" for name in sorted(found - listed - {"BANXIN_0"})]
faults += [f"{name}: in banxin.map, not in the library" for name in sorted(listed - found)]
faults += [f"{name}: declared, not in banxin.map" for name in declared if f"{name}@@BANXIN_0" not in listed]
faults += [f"{name}: in banxin.map, not declared" for name in sorted(listed) if name.split("@")[0] not in declared]
print("\n".join(faults) or f"{len(listed)} names")
sys.exit(bool(faults) or len(listed) < 20)

#!/usr/bin/env python3
"""Packs the module as a wheel, with the standard library alone: wheel.py FOLDER. The library itself is not in it: it is found by the system's
linker, or in $BANXIN_LIBRARY."""
import base64
import hashlib
import re
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
VERSION = re.search(r"project\(banxin\s+VERSION\s+([0-9.]+)", (HERE / "../../CMakeLists.txt").read_text("utf-8"))[1]
INFO = f"banxin-{VERSION}.dist-info"
METADATA = f"""Metadata-Version: 2.1
Name: banxin
Version: {VERSION}
Summary: Print-ready Chinese work briefs from XML
Requires-Python: >=3.9
"""
WHEEL = "Wheel-Version: 1.0\nGenerator: banxin\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def record_of(name, content):
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(content)}\n"


def main(folder):
    files = {f"banxin/{file.name}": file.read_bytes() for file in sorted((HERE / "banxin").iterdir()) if file.is_file()}
    files |= {f"{INFO}/METADATA": METADATA.encode(), f"{INFO}/WHEEL": WHEEL.encode(), f"{INFO}/LICENSE": (HERE / "../../LICENSE").read_bytes()}
    files[f"{INFO}/RECORD"] = ("".join(record_of(*file) for file in files.items()) + f"{INFO}/RECORD,,\n").encode()
    path = Path(folder) / f"banxin-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, content in files.items():
            wheel.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    print(path)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: wheel.py FOLDER")
    main(sys.argv[1])

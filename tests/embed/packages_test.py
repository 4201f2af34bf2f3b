#!/usr/bin/env python3
"""What an installation brings besides the libraries: manual pages that hold every option, completion, and packages for Debian that are whole."""
import base64
import hashlib
import re
import subprocess
import zipfile

from installed import BUILD, PROGRAM, SOURCE, Installation, end

faults = []
place = Installation()


def check(right, what):
    if not right:
        faults.append(what)


# Manual pages
commands = ("build", "check", "fonts", "batch", "register", "schema", "reference")
for path in ("share/man/man1/banxin.1", "share/man/zh_CN/man1/banxin.1"):
    page = (place.prefix / path).read_text("utf-8").replace("\\-", "-")
    for command in commands:
        text = place.run(PROGRAM, "help", command, "--lang", "en")
        for option in re.findall(r"--[a-z][a-z-]+", text):
            check(option in page, f"{path}: no {option}")
    check(page.startswith(".TH BANXIN 1"), f"{path}: no heading")

# Completion
script = place.prefix / "share/bash-completion/completions/banxin"
for words, wanted in ((("b",), {"build", "batch"}), (("build", "--f"), {"--fonts", "--free-fonts"}), (("schema", ""), {"brief", "layout"}),
                      (("batch", "x.xml", "--prog"), {"--progress"}), (("register", "rep"), {"reprint"}), (("check", "--lang", ""), {"zh", "en"})):
    line = " ".join(f"'{word}'" for word in ("banxin", *words))
    code = f'source {script}; COMP_WORDS=({line}); COMP_CWORD={len(words)}; PATH={place.prefix}/bin:$PATH; _banxin; echo "${{COMPREPLY[@]}}"'
    said = set(place.run("bash", "-c", code).split())
    check(said == wanted, f"completion of {words}: {said}")

# Packages
debs = place.folder / "debs"
place.run("cpack", "--config", BUILD / "CPackConfig.cmake", "-G", "DEB", "-B", debs)
wanted = {"banxin": "./usr/bin/banxin", "libbanxin0": "./usr/lib/libbanxin.so.0", "libbanxin-dev": "./usr/include/banxin_batch.h",
          "python3-banxin": "./usr/lib/python3/dist-packages/banxin/py.typed", "node-banxin": "./usr/share/nodejs/banxin/banxin.node",
          "banxin-fonts": "./usr/share/fonts/opentype/banxin/FandolFang-Regular.otf"}
found = {}
for deb in debs.glob("*.deb"):
    name = place.run("dpkg-deb", "-f", deb, "Package").strip()
    found[name] = (deb, place.run("dpkg-deb", "-c", deb))
    check(f"./usr/share/doc/{name}/copyright" in found[name][1], f"{name}: no licence")
check(set(found) == set(wanted), f"packages: {sorted(found)}")
for name, file in wanted.items():
    check(name in found and f" {file}" in found[name][1], f"{name}: no {file}")
check("COPYING" in found["banxin-fonts"][1], "banxin-fonts: no licence text")
depends = place.run("dpkg-deb", "-f", found["libbanxin0"][0], "Depends")
for library in ("libharfbuzz0b", "libicu72", "libsqlite3-0", "libhpdf"):
    check(library in depends, f"libbanxin0 depends on {depends}")
check("libbanxin0 (= 0.1.0)" in place.run("dpkg-deb", "-f", found["libbanxin-dev"][0], "Depends"), "libbanxin-dev names no library")

# The wheel: every file with its hash; what it brings works where it lies.
wheel = place.run(SOURCE / "bindings/python/wheel.py", place.folder).strip()
with zipfile.ZipFile(wheel) as packed:
    record = dict(line.split(",", 1) for line in packed.read("banxin-0.1.0.dist-info/RECORD").decode().splitlines())
    check(set(record) == set(packed.namelist()) and "banxin/py.typed" in record, f"the wheel records {sorted(record)}")
    for name in packed.namelist():
        digest = base64.urlsafe_b64encode(hashlib.sha256(packed.read(name)).digest()).rstrip(b"=").decode()
        check(name.endswith("/RECORD") or record[name] == f"sha256={digest},{packed.getinfo(name).file_size}", f"{name}: another hash")
    packed.extractall(place.folder / "unpacked")
place.env["PYTHONPATH"] = str(place.folder / "unpacked")
said = place.run("python3", "-c", "import banxin; print(banxin.version(), banxin.__file__)").split()
check(said == ["0.1.0", str(place.folder / "unpacked/banxin/__init__.py")], f"the module of the wheel said {said}")

# A program and a library out of the packages work where they are unpacked.
root = place.folder / "root"
for name in ("banxin", "libbanxin0", "banxin-fonts"):
    place.run("dpkg-deb", "-x", found[name][0], root)
said = subprocess.run([root / "usr/bin/banxin", "version"], capture_output=True, text=True).stdout
check(said == "banxin 0.1.0\n", f"the program of the package said {said}")
end(faults, f"{len(found)} packages")

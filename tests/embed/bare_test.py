#!/usr/bin/env python3
"""The packages on a Debian 12 that has nothing else: apt installs them with what they depend on, and program, C, C++, Python and Node make the
same bytes. Wants root, debootstrap and a mirror of Debian; code 77: one of them is missing, by name."""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from installed import BUILD, FONTS, SAMPLE, SOURCE, Installation, end

SKIPPED = 77
# Runs in the new system, in a folder with the packages, the sample and the clients.
INSIDE = r"""
set -eu
install() { apt-get install -y -q "$@" >install.log 2>&1 || { tail -20 install.log; exit 1; }; }
same() { cmp expected.pdf "$1"; rm "$1"; echo "same: $2"; }
apt-get update -q >/dev/null
install ./banxin_*.deb ./banxin-fonts_*.deb
banxin build brief.xml -o expected.pdf --lang en
test -e /usr/share/man/man1/banxin.1 -a -e /usr/share/bash-completion/completions/banxin
install --no-install-recommends gcc g++ libc6-dev pkgconf ./libbanxin0_*.deb ./libbanxin-dev_*.deb
static="$(pkg-config --cflags banxin) $(pkg-config --static --libs banxin | sed 's/-lbanxin/-l:libbanxin.a/')"
cc -std=c99 minimal.c -o c $(pkg-config --cflags --libs banxin) && ./c brief.xml c.pdf && same c.pdf "C"
cc -std=c99 minimal.c -o s $static && ./s brief.xml s.pdf && same s.pdf "C, static"
c++ -std=c++20 minimal.cpp -o p $(pkg-config --cflags --libs banxin) && ./p brief.xml p.pdf && same p.pdf "C++"
install --no-install-recommends ./python3-banxin_*.deb
python3 minimal.py brief.xml y.pdf && same y.pdf "Python"
if [ -e node-banxin_*.deb ]; then
  install --no-install-recommends nodejs ./node-banxin_*.deb
  node minimal.js brief.xml n.pdf && same n.pdf "Node"
fi
apt-get purge -y -q banxin libbanxin0 banxin-fonts >install.log 2>&1
test ! -e /usr/bin/banxin -a ! -e /usr/share/banxin -a ! -e /usr/share/fonts/opentype/banxin && echo "gone"
"""


def skip(why):
    print(f"SKIPPED: {why}")
    sys.exit(SKIPPED)


def mirror():
    """The one that this machine uses."""
    for path in (Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))):
        found = re.search(r"^(?:deb|URIs:)\s+(?:\[[^\]]*\]\s+)?(\S+://\S+)", path.read_text("utf-8"), re.M) if path.is_file() else None
        if found:
            return found[1]
    return "http://deb.debian.org/debian"


def new_system(root):
    done = subprocess.run(["debootstrap", "--variant=minbase", "bookworm", root, mirror()], capture_output=True, text=True)
    if done.returncode != 0:
        skip(f"no Debian could be made: {done.stdout.strip().splitlines()[-1:]}")
    for settings in Path("/etc/apt/apt.conf.d").glob("*proxy*"):
        shutil.copy(settings, root / "etc/apt/apt.conf.d")
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")


def main():
    if os.geteuid() != 0:
        skip("only root can make a new system")
    if not shutil.which("debootstrap"):
        skip("debootstrap is not installed")
    place = Installation()
    root, work = place.folder / "root", place.folder / "root/src"
    new_system(root)
    place.run("cpack", "--config", BUILD / "CPackConfig.cmake", "-G", "DEB", "-B", place.folder / "debs")
    work.mkdir()
    for file in (*(place.folder / "debs").glob("*.deb"), *(SOURCE / "samples/embed").glob("minimal.*")):
        shutil.copy(file, work)
    shutil.copy(SAMPLE, work / "brief.xml")
    if not list(FONTS.glob("*.otf")):
        skip("the free fonts are not fetched")
    (work / "inside.sh").write_text(INSIDE, "utf-8")
    # Its mounts and processes end with it.
    inside = 'mount -t proc proc "$0/proc" && exec chroot "$0" sh -c "cd /src && sh inside.sh"'
    done = subprocess.run(["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", "sh", "-c", inside, root],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root"})
    said = done.stdout
    faults = [] if done.returncode == 0 else [f"exit code {done.returncode}\n{said}"]
    faults += [f"no '{what}':\n{said}" for what in ("4 pages", "same: C\n", "same: C, static", "same: C++", "same: Python", "gone") if what not in said]
    end(faults, "packages on a bare Debian")


main()

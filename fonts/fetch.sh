#!/usr/bin/env bash
# Puts the Fandol faces into a folder: they are taken out of Debian's texlive-lang-chinese package, which is not installed.
#   fonts/fetch.sh FOLDER
# Does nothing when they are there. Needs no rights beyond writing FOLDER.
set -euo pipefail

package=texlive-lang-chinese
faces=(FandolFang-Regular FandolSong-Bold FandolSong-Regular FandolKai-Regular FandolHei-Regular FandolHei-Bold)
fonts_inside=./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol
texts_inside=./usr/share/doc/texlive-doc/fonts/fandol   # README and licence

fail() {
  echo "fetch.sh: $*" >&2
  exit 1
}

complete() {
  local face
  for face in "${faces[@]}"; do [ -s "$1/$face.otf" ] || return 1; done
}

[ $# = 1 ] || fail "usage: fetch.sh FOLDER"
if complete "$1"; then exit 0; fi
mkdir -p "$1" || fail "cannot make the folder $1"
folder=$(cd "$1" && pwd)
[ -w "$folder" ] || fail "cannot write to $folder"

find "$folder" -maxdepth 1 -name '.fetch.*' -mmin +60 -exec rm -rf {} +   # of a call that was killed
# Beside the final place, so that each file appears there by a rename, whole or not at all.
work=$(mktemp -d "$folder/.fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
echo "fetching the Fandol fonts (49 MB) out of Debian's $package"
# As root, apt would drop to a user that may not write here.
apt-get -qq -o APT::Sandbox::User=root download "$package" ||
  fail "cannot download the Debian package $package; is there a network, and was 'apt-get update' run (as root)?"
dpkg-deb --fsys-tarfile "$package"_*.deb |
  tar -x --no-same-owner --wildcards "$fonts_inside/Fandol[FKSH]*.otf" "$texts_inside/*" ||
  fail "the package $package could not be unpacked; is the disk full?"
complete "$fonts_inside" || fail "the package $package no longer holds all of: ${faces[*]}"
mv -f "$texts_inside"/* "$folder/"
mv -f "$fonts_inside"/*.otf "$folder/"

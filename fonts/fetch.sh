#!/usr/bin/env bash
# Puts the Fandol faces into a folder: they are taken out of Debian's texlive-lang-chinese package, which is not installed.
#   fonts/fetch.sh FOLDER
# Does nothing when they are there. Needs no rights beyond writing FOLDER.
set -euo pipefail

folder=${1:?usage: fetch.sh FOLDER}
package=texlive-lang-chinese
faces=(FandolFang-Regular FandolSong-Bold FandolSong-Regular FandolKai-Regular FandolHei-Regular FandolHei-Bold)

complete() {
  local face
  for face in "${faces[@]}"; do [ -s "$folder/$face.otf" ] || return 1; done
}
if complete; then exit 0; fi

mkdir -p "$folder"
work=$(mktemp -d "$folder/.fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
# As root, apt drops to a user that may not write here; it does not have to.
if ! apt-get -qq -o APT::Sandbox::User=root download "$package"; then
  echo "fetch.sh: cannot download the Debian package $package (run 'apt-get update' as root first?)" >&2
  exit 1
fi
fandol=./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol
dpkg-deb --fsys-tarfile "$package"_*.deb |
  tar -x --wildcards "$fandol/Fandol[FKSH]*.otf" './usr/share/doc/texlive-doc/fonts/fandol/*'
cd - >/dev/null
mv "$work"/usr/share/doc/texlive-doc/fonts/fandol/* "$folder/"
mv "$work/$fandol"/*.otf "$folder/"
complete || { echo "fetch.sh: $package no longer holds all of: ${faces[*]}" >&2; exit 1; }

#!/usr/bin/env bash
# One run of editions on several office machines, by GNU parallel (Debian: parallel).
#
#   parallel.sh PARTS BRIEF --editions TABLE --out FOLDER [options of banxin batch]
#
# FOLDER, brief, table and fonts lie where every machine sees them under the same path. HOSTS names the machines for ssh, as
# "pc1,pc2,:" (: is this one); without it all parts run here. BANXIN is the program, JOBS how many parts run at a time on a machine.
# What was made is never made again: after a power cut run the same command.
set -euo pipefail
parts=$1
shift
BANXIN=${BANXIN:-banxin}
folder=
for ((i = 1; i < $#; i++)); do [ "${!i}" != --out ] || { j=$((i + 1)) && folder=${!j}; }; done
[ -n "$folder" ] || { echo "usage: $0 PARTS BRIEF --editions TABLE --out FOLDER [options]" >&2 && exit 2; }

# A part that says 75 could not have what it needs just now: it is tried again. After 1 (something to confirm) and 4 (editions with faults
# were left out, --keep-going) it is done; the verification names what is missing. Any other code ends the run.
part() {
  local shard=$1 code tries
  shift
  for tries in 1 2 3 4 5; do
    code=0
    "$BANXIN" batch "$@" --shard "$shard" --resume || code=$?
    case $code in
      1 | 4) return 0 ;;
      75) sleep "$tries" ;;
      *) return "$code" ;;
    esac
  done
  return 75
}
export -f part
export BANXIN

where=()
[ -z "${HOSTS:-}" ] || where=(--sshlogin "$HOSTS" --env part --env BANXIN --workdir "$PWD")
seq "$parts" | SHELL=$BASH parallel --no-notice --quote --jobs "${JOBS:-1}" "${where[@]}" --halt soon,fail=1 part "{}/$parts" "$@"
"$BANXIN" batch verify "$folder"

#!/usr/bin/env bash
# One run of editions as a Slurm array, and a job that verifies it.
#
#   slurm.sh PARTS BRIEF --editions TABLE --out FOLDER [options of banxin batch]
#
# 100 to 500 parts, never one for each edition: Slurm starts about a dozen tasks a second. FOLDER, brief, table and fonts lie where every
# node sees them. BANXIN is the program, SBATCH further options of sbatch ("--partition print").
# A node that dies or is cut off: Slurm gives its part to another; if the first goes on all the same, both write the same bytes, and
# each edition is published once. The verifying job waits for all parts, also for those that failed.
set -euo pipefail
parts=$1
shift
BANXIN=${BANXIN:-banxin}
folder=
for ((i = 1; i < $#; i++)); do [ "${!i}" != --out ] || { j=$((i + 1)) && folder=${!j}; }; done
[ -n "$folder" ] || { echo "usage: $0 PARTS BRIEF --editions TABLE --out FOLDER [options]" >&2 && exit 2; }

# The array's task knows its part by itself. 75: what it needs is not to be had just now, so it goes back into the queue.
part=$(printf '%q ' "$BANXIN" batch "$@" --resume --jobs 1 --progress jsonl)
verify=$(printf '%q ' "$BANXIN" batch verify "$folder")
read -ra options <<<"${SBATCH:-}"
job=$(sbatch --parsable --requeue --job-name=banxin --array="1-$parts" "${options[@]}" <<TASK
#!/usr/bin/env bash
$part
code=\$?
[ \$code != 75 ] || scontrol requeue "\${SLURM_ARRAY_JOB_ID}_\$SLURM_ARRAY_TASK_ID"
exit \$code
TASK
)
sbatch --parsable --job-name=banxin-verify --dependency="afterany:$job" "${options[@]}" --wrap "$verify"

#!/usr/bin/env bash
# Whole-process timings of a release build against the limits the project set itself.
#   [REFERENCE=/path/to/another/argo] benches/processes.sh [target/release/argo]
# Prints a line for each: what, median of the runs, limit. Needs bash, awk and GNU time (/usr/bin/time). A machine is not always
# equally fast: with REFERENCE, the command line of Argo itself, both lint the same files in turns.
set -euo pipefail
argo=$(realpath "${1:-target/release/argo}")
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
export ARGO_LOCAL_HOME="$work/home" NO_COLOR=1
unset KUBECONFIG
trap '"$argo" local stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
mkdir -p "$ARGO_LOCAL_HOME"

now() { date +%s%N; }
median() { sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
# ms RUNS COMMAND…: median wall time in milliseconds. The shell's own clock: a program for the time would be measured too.
ms() {
  local runs=$1 begin end; shift
  for _ in $(seq "$runs"); do
    begin=${EPOCHREALTIME/[^0-9]/}; "$@" >/dev/null 2>&1; end=${EPOCHREALTIME/[^0-9]/}
    echo $(((end - begin) / 10))
  done | median | awk '{printf "%.2f", $1 / 100}'
}
line() { printf '%-58s %12s   limit %s\n' "$1" "$2" "$3"; }
peak_kib() { /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -1; }
engine_pid() { "$argo" --local local status -o json | sed -n 's/.*"pid": *\([0-9]*\).*/\1/p'; }
engine_peak() { awk '/VmHWM/ {print $2}' "/proc/$(engine_pid)/status"; }

line "binary, bytes" "$(stat -c %s "$argo")" "20000000"
line "argo version --short, ms" "$(ms 20 "$argo" version --short)" "5"
line "argo version --short, KiB" "$(peak_kib "$argo" version --short)" "12288"

# lint: the examples of the conformance corpus, or else our own, a thousand times over
lint_files() { # DIRECTORY
  mkdir -p "$1"
  local from="$here/../../shared/conformance/examples" n=0 round=0
  [ -d "$from" ] || from="$here/../examples"
  while [ "$n" -lt 1000 ]; do
    round=$((round + 1))
    for file in "$from"/*.yaml; do
      # Stored templates are there once only: the same twice is an error.
      if [ "$round" -gt 1 ] && grep -q '^kind: \(Cluster\)\?WorkflowTemplate' "$file"; then continue; fi
      if [ "$n" -lt 1000 ]; then cp "$file" "$1/$n-$(basename "$file")"; n=$((n + 1)); fi
    done
  done
}
big_dag() { # TASKS
  printf 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: big-}\nspec:\n  entrypoint: main\n  templates:\n'
  printf '  - name: e\n    inputs: {parameters: [{name: x}]}\n    container: {image: a}\n  - name: main\n    dag:\n      tasks:\n'
  printf '      - {name: t0, template: e, arguments: {parameters: [{name: x, value: a}]}}\n'
  seq 1 $(($1 - 1)) | awk '{printf "      - {name: t%d, template: e, depends: t%d, arguments: {parameters: [{name: x, value: \"{{tasks.t%d.outputs.result}}\"}]}}\n", $1, $1-1, $1-1}'
}
lint_files "$work/lint"
big_dag 5000 > "$work/dag-5000.yaml"; big_dag 10000 > "$work/dag-10000.yaml"
line "lint --offline of 1,000 examples, ms" "$(ms 5 "$argo" lint --offline "$work/lint")" "119"
if [ -n "${REFERENCE:-}" ]; then
  in_turns() {
    for _ in 1 2 3 4 5; do
      echo "$(ms 1 "$argo" lint --offline "$work/lint") $(ms 1 "$REFERENCE" lint --offline "$work/lint")"
    done
  }
  turns=$(in_turns)
  theirs=$(awk '{print $2}' <<<"$turns" | median)
  line "the same in turns with another, ms" "$(awk '{print $1}' <<<"$turns" | median)" "a tenth of $theirs"
fi
line "lint --offline of 1,000 examples, KiB" "$(peak_kib "$argo" lint --offline "$work/lint")" "65536"
line "lint --offline of one example, ms" "$(ms 20 "$argo" lint --offline "$here/../examples/hello-world.yaml")" "8"
half=$(ms 5 "$argo" lint --offline "$work/dag-5000.yaml")
line "lint --offline of a DAG of 10,000 tasks, ms" "$(ms 5 "$argo" lint --offline "$work/dag-10000.yaml")" "2.5 x $half (5,000 tasks)"

fresh_hello() {
  "$argo" local stop >/dev/null 2>&1 || true
  rm -rf "$ARGO_LOCAL_HOME"; mkdir -p "$ARGO_LOCAL_HOME"
}
start_cold() { fresh_hello; local t; t=$(now); "$argo" --local list >/dev/null; echo $((($(now) - t) / 10000)); }
hello_cold() {
  fresh_hello
  local t; t=$(now); "$argo" --local submit --wait "$here/../examples/hello-world.yaml" >/dev/null; echo $((($(now) - t) / 10000))
}
line "engine ready after it is first needed, ms" "$(for _ in 1 2 3 4 5; do start_cold; done | median | awk '{print $1 / 100}')" "50"
line "hello-world from submit to Succeeded, engine start too, ms" "$(for _ in 1 2 3 4 5; do hello_cold; done | median | awk '{print $1 / 100}')" "100"
line "submit hello-world to a running engine, ms" "$(ms 10 "$argo" --local submit "$here/../examples/hello-world.yaml")" "10"

fan_out() { # N
  cat > "$work/fan-$1.yaml" <<YAML
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: fan-$1-}
spec:
  entrypoint: main
  templates:
    - name: main
      dag: {tasks: [{name: t, template: true, withSequence: {count: "$1"}}]}
    - name: "true"
      container: {image: busybox, command: ["true"]}
YAML
  sed -i 's/template: true,/template: "true",/' "$work/fan-$1.yaml"
  local t; t=$(now); "$argo" --local submit --wait "$work/fan-$1.yaml" >/dev/null; echo $((($(now) - t) / 1000000))
}
# What a shell starts instead: the namespaces alone (unshare), or where bubblewrap is installed the same container as
# well, with its own root of the machine's folders, /proc, /dev and /tmp.
namespaces="unshare --user --map-root-user --mount --pid --ipc --uts --fork true"
container="bwrap --unshare-user --uid 0 --gid 0 --unshare-pid --unshare-ipc --unshare-uts --hostname step --die-with-parent"
for folder in bin sbin lib lib32 lib64 libx32 usr etc opt nix sys; do
  if [ -L "/$folder" ]; then container+=" --symlink $(readlink "/$folder") /$folder"
  elif [ -d "/$folder" ]; then container+=" --ro-bind /$folder /$folder"; fi
done
mkdir "$work/tmp"
container+=" --proc /proc --dev /dev --bind $work/tmp /tmp --dir /root --dir /home --dir /mnt --dir /srv --dir /run/argo true"
shell_loop() { # N COMMAND: processes started by a shell, as many at once as there are cores
  local t; t=$(now)
  seq "$1" | xargs -P "$(nproc)" -I{} $2
  echo $((($(now) - t) / 1000000))
}
# What else a machine does comes and goes: they take turns, and the shortest time of each counts.
least() { sort -n | head -1; }
fresh_hello
loops=() boxes=() steps=()
for _ in 1 2 3; do
  loops+=("$(shell_loop 1000 "$namespaces")")
  ! command -v bwrap >/dev/null || boxes+=("$(shell_loop 1000 "$container")")
  steps+=("$(fan_out 1000)")
done
loop=$(printf '%s\n' "${loops[@]}" | least)
line "1,000 processes in namespaces from a shell loop, ms" "$loop" "-"
if [ "${#boxes[@]}" -gt 0 ]; then
  loop=$(printf '%s\n' "${boxes[@]}" | least)
  line "1,000 processes in containers from a shell loop, ms" "$loop" "-"
fi
line "1,000 parallel steps of true, ms" "$(printf '%s\n' "${steps[@]}" | least)" "$((3 * loop))"
if [ -n "${BENCH_LARGE:-}" ]; then
  line "10,000 parallel steps of true, ms" "$(fan_out 10000)" "linear"
  line "engine's peak memory then, KiB" "$(engine_peak)" "307200"
  name=$("$argo" --local list -o name | tail -1)
  line "get of it, ms" "$(ms 5 "$argo" --local get "$name")" "-"
fi

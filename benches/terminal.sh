#!/usr/bin/env bash
# What looking on costs: `logs -f` of 50 pods that write 1,000 lines a second together, and `watch` of an idle workflow.
#   benches/terminal.sh [target/release/argo]
# Prints a line for each: what, measured, limit. Needs bash, awk and script (util-linux).
set -euo pipefail
argo=$(realpath "${1:-target/release/argo}")
work=$(mktemp -d)
export ARGO_LOCAL_HOME="$work/home" NO_COLOR=1
unset KUBECONFIG
trap '"$argo" local stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
mkdir -p "$ARGO_LOCAL_HOME"
pods=50 rate=20 seconds=${BENCH_SECONDS:-30}

line() { printf '%-58s %12s   limit %s\n' "$1" "$2" "$3"; }
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
peak() { awk '/VmHWM/ {print $2}' "/proc/$1/status"; }
# share TICKS SECONDS: per cent of a core
share() { awk -v t="$1" -v s="$2" -v hz="$(getconf CLK_TCK)" 'BEGIN {printf "%.2f", 100 * t / hz / s}'; }

# A pod writes a burst of lines ten times a second, so that the sandboxed shells themselves cost little.
cat > "$work/talk.yaml" <<YAML
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: talk}
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{name: t, template: talk, arguments: {parameters: [{name: i, value: "{{item}}"}]}, withSequence: {count: "$pods"}}]]
    - name: talk
      inputs: {parameters: [{name: i}]}
      script:
        image: busybox
        command: [sh]
        source: |
          n=0
          while [ \$n -lt $((rate * seconds)) ]; do
            printf '{{inputs.parameters.i}}:%d\n{{inputs.parameters.i}}:%d\n' \$n \$((n + 1)); n=\$((n + 2)); sleep $(awk "BEGIN {print 2 / $rate}")
          done
YAML
"$argo" --local submit "$work/talk.yaml" >/dev/null
"$argo" --local logs -f talk --prefix none > "$work/out" & reader=$!
sleep 5
from=$(ticks $reader) early=$(peak $reader)
sleep $((seconds - 8))
spent=$(($(ticks $reader) - from)) late=$(peak $reader)
wait $reader
line "logs -f, 50 pods, 1,000 lines/s: per cent of a core" "$(share $spent $((seconds - 8)))" "10"
line "logs -f: peak memory after 5 s, KiB" "$early" "-"
line "logs -f: peak memory at the end, KiB" "$late" "flat"
line "logs -f: lines that are missing or doubled" "$(
  for i in $(seq 0 $((pods - 1))); do seq 0 $((rate * seconds - 1)) | sed "s/^/$i:/"; done | sort > "$work/want"
  sort "$work/out" | comm -3 - "$work/want" | wc -l)" "0"

cat > "$work/idle.yaml" <<'YAML'
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: idle}
spec: {entrypoint: main, templates: [{name: main, suspend: {}}]}
YAML
"$argo" --local submit "$work/idle.yaml" >/dev/null
script -qec "$argo --local watch idle" /dev/null > "$work/screen" < <(sleep $((seconds + 5))) & terminal=$!
sleep 3
watcher=$(pgrep -P "$(pgrep -P $terminal | head -1 || true)" -x argo || pgrep -P $terminal -x argo)
from=$(ticks "$watcher"); sleep "$seconds"; spent=$(($(ticks "$watcher") - from))
line "watch of an idle workflow: per cent of a core" "$(share $spent "$seconds")" "0.5"
kill -INT "$watcher"; wait $terminal || true

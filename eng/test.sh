#!/usr/bin/env bash
# The test command: installs what is missing, starts real servers on loopback, runs every test and prints the totals.
#   eng/test.sh                 everything
#   eng/test.sh FILTER          only tests whose full name contains FILTER
# Where LORA_CORPUS names a folder of files with known answers, the inspection is scored against it too (eng/score.sh), as one more test.
set -uo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}
results=artifacts/test-results
filter=()
if [ $# -gt 0 ]; then
  filter=(--filter "FullyQualifiedName~$1")
fi

fail() { echo "$1" >&2; echo "0 passed, 1 failed"; exit 1; }
phase() { echo; echo "== $1 ($(date +%H:%M:%S))"; }
step() { phase "$1"; shift; "$@" || fail "Failed: $*"; }

stop_servers() { bash eng/ceph.sh stop >/dev/null 2>&1; bash eng/postgres.sh stop >/dev/null 2>&1; }
if [ -z "${KEEP_SERVERS:-}" ]; then
  trap stop_servers EXIT
fi

rm -rf "$results"
step "Tools" bash eng/install.sh
step "Build" dotnet build Lora.Toolkit.sln -c "$configuration" --nologo -v quiet -clp:ErrorsOnly
if [ ${#filter[@]} -eq 0 ]; then
  step "Format" dotnet format Lora.Toolkit.sln --verify-no-changes --no-restore --severity warn
fi
step "PostgreSQL" bash eng/postgres.sh start
step "Ceph" bash eng/ceph.sh start

phase "Tests"
# One project at a time: the browser and the servers need the cores that are there.
code=0
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  dotnet test "$project" -c "$configuration" --no-build --nologo "${filter[@]}" \
    --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --results-directory "$results" -v quiet || code=1
done

read -r passed failed < <(cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | awk '
  { match($0, / passed="[0-9]+"/); p += substr($0, RSTART + 9, RLENGTH - 10)
    match($0, / total="[0-9]+"/); t += substr($0, RSTART + 8, RLENGTH - 9) }
  END { printf "%d %d\n", p, t - p }')
if [ ${#filter[@]} -eq 0 ] && [ -d "${LORA_CORPUS:-}" ]; then
  phase "Score"
  if CONFIGURATION=$configuration bash eng/score.sh "$LORA_CORPUS"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    code=1
  fi
fi

phase "Totals"
if [ "${passed:-0}" -eq 0 ]; then
  fail "No test ran."
fi
if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then
  failed=1
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

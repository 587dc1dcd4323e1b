#!/usr/bin/env bash
# Shared by the scripts of long tests: starts servers, runs tests of Lora.EndToEnd.Tests, and prints the notes they wrote, even if a test fails.
#   long-test.sh NOTES FILTER...     runs the tests of each FILTER (in the syntax of dotnet test) in parallel. They write to artifacts/NOTES
set -euo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}

bash eng/install.sh
dotnet build tests/Lora.EndToEnd.Tests -c "$configuration" --nologo -v quiet -clp:ErrorsOnly
trap 'bash eng/ceph.sh stop >/dev/null 2>&1; bash eng/postgres.sh stop >/dev/null 2>&1' EXIT
bash eng/postgres.sh start >/dev/null
bash eng/ceph.sh start >/dev/null
notes=artifacts/$1
shift
rm -f "$notes"
runs=()
for filter in "$@"; do
  dotnet test tests/Lora.EndToEnd.Tests -c "$configuration" --no-build --nologo --filter "$filter" --logger "console;verbosity=minimal" &
  runs+=($!)
done
code=0
for run in "${runs[@]}"; do
  wait "$run" || code=$?
done
[ ! -f "$notes" ] || cat "$notes"
exit "$code"

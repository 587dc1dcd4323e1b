#!/usr/bin/env bash
# What the long tests have in common: runs tests of Lora.EndToEnd.Tests on real servers of their own, and prints what they have noted, also when one fails.
#   long-test.sh NOTES FILTER...     the tests that FILTER selects, as dotnet test has it; those of several run side by side. They note in artifacts/NOTES
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

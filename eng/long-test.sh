#!/usr/bin/env bash
# What the long tests have in common: runs tests of Lora.EndToEnd.Tests on real servers of their own, and prints what they have noted, also when one fails.
#   long-test.sh FILTER NOTES     the tests' full names contain FILTER; they note in artifacts/NOTES
set -euo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}

bash eng/install.sh
dotnet build tests/Lora.EndToEnd.Tests -c "$configuration" --nologo -v quiet -clp:ErrorsOnly
trap 'bash eng/ceph.sh stop >/dev/null 2>&1; bash eng/postgres.sh stop >/dev/null 2>&1' EXIT
bash eng/postgres.sh start >/dev/null
bash eng/ceph.sh start >/dev/null
rm -f "artifacts/$2"
code=0
dotnet test tests/Lora.EndToEnd.Tests -c "$configuration" --no-build --nologo --filter "FullyQualifiedName~$1" --logger "console;verbosity=minimal" || code=$?
[ ! -f "artifacts/$2" ] || cat "artifacts/$2"
exit "$code"

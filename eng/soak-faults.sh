#!/usr/bin/env bash
# Sends many files through networks of which every tenth request fails, and looks whether each arrived whole and once, and whether anything else is left over.
#   eng/soak-faults.sh [FILES]     default 1000 small files and a fiftieth of that of 64 MiB: a third through the application to a folder, a third through it to
#                                  Ceph, a third straight to Ceph. With fewer than 200 not every kind of fault happens on each way, which fails too.
set -euo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}

bash eng/install.sh
dotnet build tests/Lora.EndToEnd.Tests -c "$configuration" --nologo -v quiet -clp:ErrorsOnly
trap 'bash eng/ceph.sh stop >/dev/null 2>&1; bash eng/postgres.sh stop >/dev/null 2>&1' EXIT
bash eng/postgres.sh start >/dev/null
bash eng/ceph.sh start >/dev/null
rm -f artifacts/faults.txt
code=0
LORA_FAULT_FILES=${1:-1000} dotnet test tests/Lora.EndToEnd.Tests -c "$configuration" --no-build --nologo --filter "FullyQualifiedName~FaultyNetwork" || code=$?
cat artifacts/faults.txt
exit "$code"

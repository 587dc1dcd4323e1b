#!/usr/bin/env bash
# Sends a file of 5 GiB, which takes little room before it is sent, through a real browser: through the application to a folder, through it to Ceph, and straight to
# Ceph. Looks whether it arrived whole, and tells what the server's memory did.
#   eng/test-5gib.sh [GIBIBYTES]     default 5; needs that much room on disk, twice
set -euo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}

bash eng/install.sh
dotnet build tests/Lora.EndToEnd.Tests -c "$configuration" --nologo -v quiet -clp:ErrorsOnly
trap 'bash eng/ceph.sh stop >/dev/null 2>&1; bash eng/postgres.sh stop >/dev/null 2>&1' EXIT
bash eng/postgres.sh start >/dev/null
bash eng/ceph.sh start >/dev/null
rm -f artifacts/measurements.txt
code=0
LORA_LARGE_GIB=${1:-5} dotnet test tests/Lora.EndToEnd.Tests -c "$configuration" --no-build --nologo --filter "FullyQualifiedName~LargeFile" || code=$?
cat artifacts/measurements.txt
exit "$code"

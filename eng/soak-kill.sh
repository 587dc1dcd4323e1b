#!/usr/bin/env bash
# Kills the server many times, in the middle of everything it does, and looks each time whether anything was lost or left over. Takes about three seconds a kill.
#   eng/soak-kill.sh [KILLS]     default 1000, half of them on SQLite and a folder, half on PostgreSQL and Ceph
set -euo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}

bash eng/install.sh
dotnet build tests/Lora.EndToEnd.Tests -c "$configuration" --nologo -v quiet -clp:ErrorsOnly
trap 'bash eng/ceph.sh stop >/dev/null 2>&1; bash eng/postgres.sh stop >/dev/null 2>&1' EXIT
bash eng/postgres.sh start >/dev/null
bash eng/ceph.sh start >/dev/null
rm -f artifacts/kills.txt
LORA_KILLS=${1:-1000} dotnet test tests/Lora.EndToEnd.Tests -c "$configuration" --no-build --nologo --filter "FullyQualifiedName~KillEverywhere"
cat artifacts/kills.txt

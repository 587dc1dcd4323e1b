#!/usr/bin/env bash
# Runs the tests of the S3 store on a modern Ceph, with the newer checksums of S3 (eng/test.sh runs them on an old one, without). Needs root, as
# eng/ceph-modern.sh does, which it starts and stops.
#   eng/test-s3-modern.sh           all of them
#   eng/test-s3-modern.sh FILTER    only tests whose full name contains FILTER
# KEEP_SERVERS=1 leaves the server running.
set -euo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}
filter=()
if [ $# -gt 0 ]; then
  filter=(--filter "FullyQualifiedName~$1")
fi

if [ -z "${KEEP_SERVERS:-}" ]; then
  trap 'bash eng/ceph-modern.sh stop' EXIT
fi

bash eng/ceph-modern.sh start >/dev/null
bash eng/ceph-modern.sh status >/dev/null
set -a
. artifacts/servers/ceph-modern.env
set +a
export LORA_TEST_S3_PROFILE=Modern
dotnet build tests/Lora.Storage.S3.Tests -c "$configuration" --nologo -v quiet -clp:ErrorsOnly
dotnet test tests/Lora.Storage.S3.Tests -c "$configuration" --no-build --nologo "${filter[@]}" -v quiet

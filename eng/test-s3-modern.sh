#!/usr/bin/env bash
# Runs the tests of the S3 store on a modern Ceph, with the newer checksums of S3, and the browser tests that send parts directly to it (eng/test.sh runs them on an old Ceph
# without these checksums). Needs root; starts and stops eng/ceph-modern.sh.
#   eng/test-s3-modern.sh           all tests
#   eng/test-s3-modern.sh FILTER    only the store's tests whose full name contains FILTER, and no browser tests
# KEEP_SERVERS=1 leaves the servers running.
set -euo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}
filter=()
if [ $# -gt 0 ]; then
  filter=(--filter "FullyQualifiedName~$1")
fi

if [ -z "${KEEP_SERVERS:-}" ]; then
  trap 'bash eng/ceph-modern.sh stop; bash eng/postgres.sh stop >/dev/null 2>&1' EXIT
fi

bash eng/ceph-modern.sh start >/dev/null
bash eng/ceph-modern.sh status >/dev/null
set -a
. artifacts/servers/ceph-modern.env
set +a
export LORA_TEST_S3_PROFILE=Modern
run() {
  dotnet build "tests/$1" -c "$configuration" --nologo -v quiet -clp:ErrorsOnly
  dotnet test "tests/$1" -c "$configuration" --no-build --nologo -v quiet "${@:2}"
}

run Lora.Storage.S3.Tests "${filter[@]}"
if [ ${#filter[@]} -eq 0 ]; then
  bash eng/postgres.sh start >/dev/null
  run Lora.EndToEnd.Tests --filter FullyQualifiedName~TransportTests
fi

#!/usr/bin/env bash
# Sends malformed requests to every endpoint of the API and of both samples: fuzz-http.sh [REQUESTS=50000] [SEED] [FIRST_CASE]
# Starts both samples on loopback with temporary data. Fails on a response of 5xx other than a deliberate 503 or 501, on a connection that is closed without an
# answer, and on an error in a server's log. Each failing request is kept in artifacts/http-fuzz. The seed and a case's number make the same case again.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build eng/Lora.HttpFuzzing -c Release --nologo -v quiet -clp:ErrorsOnly
exec dotnet eng/Lora.HttpFuzzing/bin/Release/net10.0/Lora.HttpFuzzing.dll "$@"

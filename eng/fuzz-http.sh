#!/usr/bin/env bash
# Sends malformed requests to every endpoint of the API and of both samples: fuzz-http.sh [REQUESTS=50000] [SEED] [FIRST_CASE]
# Starts both samples on loopback with temporary data. Fails if a response is 5xx other than an intended 503 or 501, if a connection is closed without a
# response, or if a server logs an error. Failing requests are saved in artifacts/http-fuzz. The same seed and case number reproduce a case.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build eng/Lora.HttpFuzzing -c Release --nologo -v quiet -clp:ErrorsOnly
exec dotnet eng/Lora.HttpFuzzing/bin/Release/net10.0/Lora.HttpFuzzing.dll "$@"

#!/usr/bin/env bash
# Starts the Studio sample with a heap limit of 1 GiB, and sends 50 hostile preflight checks and 200 slow forms at the same time as a normal user's uploads. Prints the
# responses to each and the memory use of the server.
#   eng/load.sh [SECONDS] [APPLICATION.dll]     default: 120 seconds, the Studio sample
# Exit code: 0 if every request of the normal user succeeded and the server never ran out of memory, otherwise 1.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build eng/Lora.Load -c Release --nologo -v quiet -clp:ErrorsOnly
[ -n "${2:-}" ] || dotnet build samples/Lora.Samples.Studio -c Release --nologo -v quiet -clp:ErrorsOnly
exec dotnet eng/Lora.Load/bin/Release/net10.0/Lora.Load.dll "$@"

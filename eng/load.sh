#!/usr/bin/env bash
# Starts the Studio sample with a heap of 1 GiB at most, and lets 50 hostile preflights and 200 slow forms run beside a normal user's uploads. Prints what each of them
# was answered and how much memory the server took.
#   eng/load.sh [SECONDS] [APPLICATION.dll]     default: 120 seconds, the Studio sample as it is built
# Exit code: 0 when every request of the normal user succeeded and no memory was missing, 1 when not.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build eng/Lora.Load -c Release --nologo -v quiet -clp:ErrorsOnly
[ -n "${2:-}" ] || dotnet build samples/Lora.Samples.Studio -c Release --nologo -v quiet -clp:ErrorsOnly
exec dotnet eng/Lora.Load/bin/Release/net10.0/Lora.Load.dll "$@"

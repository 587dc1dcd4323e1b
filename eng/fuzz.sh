#!/usr/bin/env bash
# Inspects mutated files until COUNT cases (default 10 million) or SECONDS have passed: fuzz.sh [COUNT] [SECONDS] [SEED]
# No case may throw, take a second, or use more memory than twice the file size plus 16 MB. Failing cases are minimized and saved in artifacts/fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build eng/Lora.Fuzzing -c Release --nologo -v quiet
exec dotnet eng/Lora.Fuzzing/bin/Release/net10.0/Lora.Fuzzing.dll "$@"

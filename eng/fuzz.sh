#!/usr/bin/env bash
# Inspects changed files until COUNT cases (10 million when not given) or SECONDS are over: fuzz.sh [COUNT] [SECONDS] [SEED]
# Nothing may throw, take a second, or take more memory than twice the file and 16 MB. What does is made small and kept in artifacts/fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build eng/Lora.Fuzzing -c Release --nologo -v quiet
exec dotnet eng/Lora.Fuzzing/bin/Release/net10.0/Lora.Fuzzing.dll "$@"

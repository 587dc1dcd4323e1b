#!/usr/bin/env bash
# Measures the inspection and prints tables: bench.sh [header] [folder] [hash]. Without a name, all of them; that takes about three minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/Lora.Benchmarks -c Release --nologo -v quiet
exec dotnet bench/Lora.Benchmarks/bin/Release/net10.0/Lora.Benchmarks.dll "$@"

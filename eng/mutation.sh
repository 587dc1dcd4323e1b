#!/usr/bin/env bash
# Changes the code of a library in one place at a time and counts the changes that no test notices (Stryker.NET). Takes hours.
#   eng/mutation.sh [PROJECT...] [-- OPTION...]     default: Lora.Inspection Lora.Core. Options are those of dotnet stryker, such as: -- --mutate "**/Safetensors/*.cs"
# The reports are in artifacts/mutation/PROJECT.
set -euo pipefail
cd "$(dirname "$0")/.."
projects=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  projects+=("$1")
  shift
done
[ $# -eq 0 ] || shift
[ ${#projects[@]} -gt 0 ] || projects=(Lora.Inspection Lora.Core)

dotnet tool restore
root=$PWD
for project in "${projects[@]}"; do
  (cd "tests/$project.Tests" && dotnet stryker --config-file "$root/eng/stryker.json" --project "$project.csproj" --output "$root/artifacts/mutation/$project" "$@")
done

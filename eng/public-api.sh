#!/usr/bin/env bash
# Writes PublicAPI.Unshipped.txt of every library: all of its public API that PublicAPI.Shipped.txt does not have. Both files freeze the API: a build fails where it differs.
# Run it after an intended change and review the difference. At a release, move the lines from Unshipped to Shipped. A shipped member that is gone is an error of the build;
# its line is then repeated in Unshipped.txt by hand, with *REMOVED* in front.
set -euo pipefail
cd "$(dirname "$0")/.."

folders=()
for project in src/*/*.csproj; do
  # A tool has no API. Most members of Lora.Testing are tests, whose names are not a contract.
  if ! grep -q '<PackAsTool>' "$project" && [ "$(basename "$project")" != Lora.Testing.csproj ]; then
    folders+=("$(dirname "$project")")
  fi
done

for folder in "${folders[@]}"; do
  [ -e "$folder/PublicAPI.Shipped.txt" ] || echo '#nullable enable' >"$folder/PublicAPI.Shipped.txt"
  echo '#nullable enable' >"$folder/PublicAPI.Unshipped.txt"
  rm -f "$folder/obj/public-api.sarif"
done

# This project references every package.
dotnet build tests/Lora.Packages.Tests -c Release --nologo -v quiet -clp:ErrorsOnly -p:LoraPublicApi=true -p:TreatWarningsAsErrors=false -p:RestoreLockedMode=false

for folder in "${folders[@]}"; do
  { grep -o '"APIName": ".*"' "$folder/obj/public-api.sarif" || true; } |
    sed -e 's/^"APIName": "\(.*\)"$/\1/' -e 's/\\\(["\\]\)/\1/g' | LC_ALL=C sort -u >>"$folder/PublicAPI.Unshipped.txt"
  echo "$folder: $(($(wc -l <"$folder/PublicAPI.Unshipped.txt") - 1)) members not shipped"
done

#!/usr/bin/env bash
# Writes docs/dependencies.md: the NuGet packages that each package of the toolkit brings, with version and licence, and what the advisory source says about them.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet restore Lora.Toolkit.sln -v quiet
dotnet build eng/Lora.Dependencies -c Release --nologo -v quiet -clp:ErrorsOnly
exec dotnet eng/Lora.Dependencies/bin/Release/net10.0/Lora.Dependencies.dll

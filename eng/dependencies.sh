#!/usr/bin/env bash
# Writes docs/dependencies.md: the NuGet dependencies of each package of the toolkit, with version, licence and known vulnerabilities.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet restore Lora.Toolkit.sln -v quiet
dotnet build eng/Lora.Dependencies -c Release --nologo -v quiet -clp:ErrorsOnly
exec dotnet eng/Lora.Dependencies/bin/Release/net10.0/Lora.Dependencies.dll

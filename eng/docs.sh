#!/usr/bin/env bash
# Builds the API reference and the guides (README and docs) into artifacts/site, which any web server can serve. Warnings are errors.
#   eng/docs.sh                 the site
#   eng/docs.sh --serve         and serves it on http://localhost:8080
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf artifacts/docs artifacts/site
dotnet tool restore
dotnet restore Lora.Toolkit.sln -v quiet
exec dotnet docfx docfx.json --warningsAsErrors "$@"

#!/usr/bin/env bash
# Writes docs/base-models.md, the list of base models that an inspection recognizes, from the rules. A test fails if the page differs from them.
set -euo pipefail
cd "$(dirname "$0")/.."
LORA_WRITE_PAGES=1 dotnet test tests/Lora.Inspection.Tests -c "${CONFIGURATION:-Release}" --nologo -v quiet --filter FullyQualifiedName~BaseModelPageTests

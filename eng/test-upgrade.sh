#!/usr/bin/env bash
# Upgrades a database of an earlier version with many rows, on SQLite and PostgreSQL: test-upgrade.sh [ROWS]; default 100,000, which takes about two minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! bash eng/postgres.sh status >/dev/null 2>&1; then
  trap 'bash eng/postgres.sh stop' EXIT
  bash eng/postgres.sh start >/dev/null
fi
LORA_UPGRADE_ROWS=${1:-100000} dotnet test tests/Lora.Storage.EntityFrameworkCore.Tests -c Release --nologo --filter FullyQualifiedName~LargeUpgradeTests --logger "console;verbosity=normal"

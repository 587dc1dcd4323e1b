#!/usr/bin/env bash
# Scores the inspection against a folder of files with known answers, and lists every miss.
#   eng/score.sh FOLDER
# Exit code: 0 when every target is reached, 1 when not, 2 when the folder has no such files.
set -euo pipefail
folder=$(realpath -m "${1:-.}")
cd "$(dirname "$0")/.."
exec dotnet run --project eng/Lora.Scoring -c "${CONFIGURATION:-Release}" -v quiet -- "$folder"

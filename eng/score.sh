#!/usr/bin/env bash
# Scores the inspection against a folder of files with known answers, and lists every wrong one.
#   eng/score.sh FOLDER
# Exit code: 0 if every target is reached, 1 if not, 2 if the folder contains no such files.
set -euo pipefail
folder=$(realpath -m "${1:-.}")
cd "$(dirname "$0")/.."
exec dotnet run --project eng/Lora.Scoring -c "${CONFIGURATION:-Release}" -v quiet -- "$folder"

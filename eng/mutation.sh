#!/usr/bin/env bash
# Changes the code of libraries in one place at a time and counts the changes that no test notices (Stryker.NET). Takes about two seconds per change, so by default it
# changes only every tenth file, other ones on each of ten days.
#   eng/mutation.sh [--tenth N] [PROJECT...] [-- OPTION...]
#     --tenth N    the files of the Nth tenth, 0 to 9, instead of today's
#     PROJECT      default: Lora.Inspection Lora.Core
#     OPTION       an option of dotnet stryker. With --mutate, such as --mutate "**/Safetensors/*.cs", it selects the files instead; --mutate "**/*.cs" takes hours.
# The reports are in artifacts/mutation/PROJECT.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0 LORA_MUTATION=1
tenth=$(($(date +%s) / 86400 % 10))
projects=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  if [ "$1" = --tenth ]; then
    tenth=${2:-}
    shift
    case $tenth in
      [0-9]) ;;
      *) echo "eng/mutation.sh: --tenth needs a number from 0 to 9, not '$tenth'." >&2; exit 2 ;;
    esac
  else
    projects+=("$1")
  fi
  shift
done
[ $# -eq 0 ] || shift
[ ${#projects[@]} -gt 0 ] || projects=(Lora.Inspection Lora.Core)
for project in "${projects[@]}"; do
  [ -d "src/$project" ] && [ -d "tests/$project.Tests" ] || { echo "eng/mutation.sh: there is no project '$project' with tests in tests/$project.Tests." >&2; exit 2; }
done

dotnet tool restore
root=$PWD
for project in "${projects[@]}"; do
  selection=()
  case " $* " in
    *" --mutate "* | *" -m "*) ;;
    *)
      while read -r file; do
        selection+=(--mutate "$file")
      done < <(cd "src/$project" && find . -name '*.cs' -not -path './obj/*' -not -path './bin/*' | cut -c3- | sort | awk -v tenth="$tenth" 'NR % 10 == tenth')
      echo "$project: $((${#selection[@]} / 2)) files"
      ;;
  esac
  (cd "tests/$project.Tests" && dotnet stryker --config-file "$root/eng/stryker.json" --project "$project.csproj" --output "$root/artifacts/mutation/$project" "${selection[@]}" "$@")
done

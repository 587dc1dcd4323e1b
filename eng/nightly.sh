#!/usr/bin/env bash
# Runs the checks that take too long for every change: the full format check, the browser tests in full Chromium, 1,000 server kills, faulty networks, 5 GiB through a browser, the upgrade of
# 100,000 rows, both fuzzers, the coverage of the tests, and mutation testing. Continues after a failure; a summary at the end lists the duration and the result of each.
#   eng/nightly.sh              all checks, one after the other, because each one affects the measurements of the others
#   eng/nightly.sh NAME...      only the named checks
# Each writes to the terminal and to artifacts/nightly/NAME.log.
set -uo pipefail
cd "$(dirname "$0")/.."
logs=artifacts/nightly
names=(format browser kills faults 5gib upgrade fuzz fuzz-http coverage mutation)

command_of() {
  case $1 in
    format) echo "dotnet format Lora.Toolkit.sln --verify-no-changes --severity warn" ;;
    browser) echo "env LORA_TEST_BROWSER=/usr/bin/chromium bash eng/long-test.sh measurements.txt FullyQualifiedName~Journeys" ;;
    kills) echo "bash eng/soak-kill.sh 1000" ;;
    faults) echo "bash eng/soak-faults.sh" ;;
    5gib) echo "bash eng/test-5gib.sh" ;;
    upgrade) echo "bash eng/test-upgrade.sh" ;;
    fuzz) echo "bash eng/fuzz.sh" ;;
    fuzz-http) echo "bash eng/fuzz-http.sh" ;;
    coverage) echo "bash eng/coverage.sh" ;;
    mutation) echo "bash eng/mutation.sh" ;;
    *) return 1 ;;
  esac
}

if [ $# -gt 0 ]; then
  names=("$@")
fi
for name in "${names[@]}"; do
  command_of "$name" >/dev/null || { echo "eng/nightly.sh: unknown check '$name'. Choose from: ${names[*]}." >&2; exit 2; }
done

mkdir -p "$logs"
summary=()
code=0
for name in "${names[@]}"; do
  echo
  echo "== $name ($(date +%H:%M:%S)): $(command_of "$name")"
  began=$SECONDS
  outcome=passed
  $(command_of "$name") 2>&1 | tee "$logs/$name.log"
  if [ "${PIPESTATUS[0]}" -ne 0 ]; then
    outcome="FAILED, see $logs/$name.log"
    code=1
  fi
  took=$((SECONDS - began))
  summary+=("$(printf '%-10s %3d:%02d:%02d  %s' "$name" $((took / 3600)) $((took / 60 % 60)) $((took % 60)) "$outcome")")
done

echo
echo "== Summary"
printf '%s\n' "${summary[@]}"
exit "$code"

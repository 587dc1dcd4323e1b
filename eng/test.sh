#!/usr/bin/env bash
# Installs what is missing, starts servers on loopback, runs all tests and prints the totals.
#   eng/test.sh                 all tests
#   eng/test.sh FILTER          only .NET tests whose full name contains FILTER
# If LORA_CORPUS names a folder of files with known answers, the inspection is also scored against it (eng/score.sh), as one more test.
# The last lines contain the duration of each phase, and the very last line the totals. Checks that take longer are in eng/nightly.sh.
set -uo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}
results=artifacts/test-results
times=$results/times.txt
filter=()
# Compilers, tests and their servers run for seconds to minutes. Profile-guided optimization and W^X cost such processes more than they gain: without them a build takes a third less
# time, and the tests of hosts take half the processor time.
export DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0
if [ $# -gt 0 ]; then
  filter=(--filter "FullyQualifiedName~$1")
fi

# Two lanes run in parallel. The first contains the projects that use servers, and then helps the second one from its end. Lora.EndToEnd.Tests runs several collections in parallel itself
# and needs the whole machine for browsers and killed servers, so it comes last.
first_lane=(Lora.Storage.S3.Tests Lora.Journeys.Tests Lora.Storage.EntityFrameworkCore.Tests Lora.Storage.FileSystem.Tests)
last=(Lora.EndToEnd.Tests)

fail() { echo "$1" >&2; echo "0 passed, 1 failed"; exit 1; }
phase() { echo; echo "== $1 ($(date +%H:%M:%S))"; }
clock() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

# timed NAME COMMAND...    runs the command and records its duration
timed() {
  local name=$1 began=$SECONDS code=0
  shift
  "$@" || code=$?
  echo "$name $((SECONDS - began))" >>"$times"
  return "$code"
}

step() { phase "$1"; timed "$@" || fail "Failed: ${*:2}"; }

stop_servers() { bash eng/ceph.sh stop >/dev/null 2>&1; bash eng/postgres.sh stop >/dev/null 2>&1; }
if [ -z "${KEEP_SERVERS:-}" ]; then
  trap stop_servers EXIT
fi

start_servers() { bash eng/postgres.sh start >"$results/postgres.log" 2>&1 && bash eng/ceph.sh start >"$results/ceph.log" 2>&1; }

await_servers() { wait "$servers" || { cat "$results/postgres.log" "$results/ceph.log" >&2; return 1; }; }

# One compiler process serves all projects, which halves the time of a build; the name is unique, so only this one is ended.
build() {
  local code=0
  dotnet build Lora.Toolkit.sln -c "$configuration" --nologo -v quiet -clp:ErrorsOnly -p:UseSharedCompilation=true -p:SharedCompilationId="lora-$$" || code=$?
  pkill -f -- "-pipename:lora-$$" || true
  return "$code"
}

# The installed Node.js, otherwise the one that Playwright includes.
find_node() {
  local bundled=tests/Lora.EndToEnd.Tests/bin/$configuration/net10.0/.playwright/node/linux-x64/node
  [ "$(uname -m)" != aarch64 ] || bundled=${bundled/x64/arm64}
  # The oldest version that package.json allows.
  if [ "$(node -p 'const [major, minor] = process.versions.node.split(".").map(Number); major > 20 || (major === 20 && minor >= 19)' 2>/dev/null)" = true ]; then
    echo node
  else
    chmod +x "$bundled" && echo "$bundled"
  fi
}

javascript() {
  local node
  node=$(find_node) || return 1
  "$node" --test --test-reporter=dot --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination="$results/javascript.tap" tests/js/*.test.js
}

# Lint and types are one test each. Without npm they are skipped and the totals say so; on CI that is a failure.
javascript_checks() {
  local check passed=0
  if [ ! -x node_modules/.bin/tsc ]; then
    echo "Left out: the lint and the types of the JavaScript. Install node 20.19 or newer with npm, then run: npm ci && npm run lint && npm run types" | tee "$results/left-out.txt"
    [ -z "${CI:-}" ]
    return
  fi
  for check in lint types; do
    if npm run --silent "$check"; then
      passed=$((passed + 1))
    fi
  done
  printf '# pass %d\n# fail %d\n' "$passed" $((2 - passed)) | tee "$results/javascript-checks.tap"
  [ "$passed" -eq 2 ]
}

# The folder instead of the solution: it does not need to load the projects.
format() { dotnet format whitespace . --folder --verify-no-changes; }

# entry NAME COMMAND...    runs the command and prints its output when it has ended, so that the output of the lanes does not mix; records a failure
entry() {
  local name=$1 log=$results/$1.log began=$SECONDS outcome=passed
  timed "$@" >"$log" 2>&1 || { outcome=FAILED; touch "$results/failed"; }
  if [ "$outcome" = passed ] && grep -q '^Left out:' "$log"; then
    outcome="left out"
  fi
  printf '%s\n' "-- $name: $outcome in $(clock $((SECONDS - began)))" "$(grep -vE '^\s*$|^(Test run for|A total of|Starting test|Results File|No test matches)' "$log")"
}

project() {
  entry "$1" run_tests "$1"
}

# A hung run is ended after 25 minutes; by then its log names the tests that still run. A run that was ended from outside can report success, so its results must exist, too.
run_tests() {
  timeout -k 30 25m dotnet test "tests/$1/bin/$configuration/net10.0/$1.dll" --nologo "${filter[@]}" \
    --logger "trx;LogFileName=$1.trx" --logger "console;verbosity=minimal" --results-directory "$results" \
    -- xUnit.DiagnosticMessages=true xUnit.LongRunningTestSeconds=180 &&
    { [ ${#filter[@]} -gt 0 ] || [ -s "$results/$1.trx" ] || { echo "$1: the run ended without results." >&2; false; }; }
}

# lane NAME...    tests the projects that no other lane has begun
lane() {
  local name
  for name in "$@"; do
    if mkdir "$results/$name.begun" 2>/dev/null; then
      project "$name"
    fi
  done
}

javascript_lane() {
  entry JavaScript javascript
  entry JavaScriptChecks javascript_checks
}

second_lane=()
second_lane_reversed=()
for path in tests/*.Tests/*.csproj; do
  name=$(basename "$path" .csproj)
  case " ${first_lane[*]} ${last[*]} " in
    *" $name "*) ;;
    *)
      second_lane+=("$name")
      second_lane_reversed=("$name" "${second_lane_reversed[@]}")
      ;;
  esac
done

rm -rf "$results"
mkdir -p "$results"
step "Tools" bash eng/install.sh
# The servers start during the build.
start_servers &
servers=$!
# The JavaScript needs no build, and is tested during it, unless the only Node.js is the one in the output of the build.
scripts=
if [ ${#filter[@]} -eq 0 ] && [ "$(find_node 2>/dev/null)" = node ]; then
  javascript_lane >"$results/javascript-lane.log" &
  scripts=$!
fi
step "Build" build
step "Servers" await_servers

phase "Tests"
lane "${first_lane[@]}" "${second_lane_reversed[@]}" &
lanes=$!
if [ -n "$scripts" ]; then
  wait "$scripts"
  cat "$results/javascript-lane.log"
elif [ ${#filter[@]} -eq 0 ]; then
  javascript_lane
fi
lane "${second_lane[@]}"
if [ ${#filter[@]} -eq 0 ]; then
  entry Format format
fi
wait "$lanes"
lane "${last[@]}"

code=0
if [ -e "$results/failed" ]; then
  code=1
fi
read -r passed failed < <({ cat "$results"/*.trx | grep -o '<Counters [^>]*>'; cat "$results"/*.tap | grep -E '^# (pass|fail|cancelled) '; } 2>/dev/null | awk '
  /^# pass/ { p += $3; t += $3; next }
  /^# / { t += $3; next }
  { match($0, / passed="[0-9]+"/); p += substr($0, RSTART + 9, RLENGTH - 10)
    match($0, / total="[0-9]+"/); t += substr($0, RSTART + 8, RLENGTH - 9) }
  END { printf "%d %d\n", p, t - p }')
if [ ${#filter[@]} -eq 0 ] && [ -d "${LORA_CORPUS:-}" ]; then
  phase "Score"
  if CONFIGURATION=$configuration timed Score bash eng/score.sh "$LORA_CORPUS"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    code=1
  fi
fi

phase "Totals"
if [ "${passed:-0}" -eq 0 ]; then
  fail "No test ran."
fi
if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then
  failed=1
fi
cat "$results/left-out.txt" 2>/dev/null
while read -r name seconds; do
  printf '%-42s %6s\n' "$name" "$(clock "$seconds")"
done <"$times"
printf '%-42s %6s\n' "Total (phases overlap)" "$(clock "$SECONDS")"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

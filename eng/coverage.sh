#!/usr/bin/env bash
# Measures which lines and branches of the libraries the tests run, and prints a table; the pages with the lines are in artifacts/coverage. The browser
# tests run the libraries in other processes, so they are left out.
set -euo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}
results=artifacts/coverage

bash eng/install.sh
dotnet tool restore
dotnet build Lora.Toolkit.sln -c "$configuration" --nologo -v quiet -clp:ErrorsOnly
trap 'bash eng/ceph.sh stop >/dev/null 2>&1; bash eng/postgres.sh stop >/dev/null 2>&1' EXIT
bash eng/postgres.sh start >/dev/null
bash eng/ceph.sh start >/dev/null
rm -rf "$results"
for project in tests/*.Tests/*.csproj; do
  case $project in
    # Without code of the libraries, or with all of it in other processes.
    *Architecture* | *Documentation* | *Packages* | *EndToEnd*) continue ;;
  esac
  dotnet test "$project" -c "$configuration" --no-build --nologo -v quiet --results-directory "$results/runs" --collect "XPlat Code Coverage" \
    -- 'DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.Include=[Lora.*]*' \
    'DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.Exclude=[Lora.*.Tests]*,[Lora.Conformance]*,[Lora.Fuzzing]*,[Lora.Samples*]*' \
    DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.ExcludeAssembliesWithoutSources=None
done
dotnet reportgenerator "-reports:$results/runs/*/coverage.cobertura.xml" "-targetdir:$results" "-reporttypes:Html;TextSummary;MarkdownSummary" "-filefilters:-*.g.cs;-*/Migrations/*" -verbosity:Error
sed -n '/^Summary/,/^$/p; /^Lora\.[A-Za-z0-9.]* /p' "$results/Summary.txt"

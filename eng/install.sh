#!/usr/bin/env bash
# Installs what the tests need from Debian's packages, and only what is missing. Starts nothing.
set -euo pipefail

# Installs ESLint and TypeScript from npm, which only check the JavaScript. Without them eng/test.sh leaves these checks out, and its last lines say so; on CI that is an error.
install_javascript_checks() {
  [ package-lock.json -nt node_modules/.package-lock.json ] || return 0
  if node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || major == 20 && minor >= 19 ? 0 : 1)' 2>/dev/null && command -v npm >/dev/null; then
    npm ci --no-progress && return 0
    rm -rf node_modules
  fi
  echo "The checks of the JavaScript are not installed: they need node 20.19 or newer, npm and its registry." >&2
  [ -z "${CI:-}" ]
}

cd "$(dirname "$0")/.."
install_javascript_checks

missing=()
need() { # need COMMAND-OR-FILE PACKAGE...
  local probe=$1
  shift
  command -v "$probe" >/dev/null 2>&1 || [ -e "$probe" ] || missing+=("$@")
}

need chromium chromium
# The same without its windows: pages in it cost a third.
need chromium-headless-shell chromium-headless-shell
need radosgw radosgw
need ceph-mon ceph-mon
need ceph-osd ceph-osd
need curl curl
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
ls /usr/share/fonts/opentype/noto/NotoSansCJK* >/dev/null 2>&1 || missing+=(fonts-noto-cjk)
ls /usr/share/fonts/truetype/liberation* >/dev/null 2>&1 || missing+=(fonts-liberation)

if [ ${#missing[@]} -eq 0 ]; then
  exit 0
fi

if ! command -v apt-get >/dev/null 2>&1; then
  echo "These are missing, and this is not a Debian system: ${missing[*]}. Install them by hand." >&2
  exit 1
fi

run=()
if [ "$(id -u)" -ne 0 ]; then
  run=(sudo)
fi

echo "Installing ${missing[*]}"
# No package may start a server by itself: the tests start their own, on loopback, in folders of their own.
guard=/usr/sbin/policy-rc.d
made_guard=false
if [ ! -e "$guard" ]; then
  printf '#!/bin/sh\nexit 101\n' | "${run[@]}" tee "$guard" >/dev/null
  "${run[@]}" chmod +x "$guard"
  made_guard=true
fi
restore() { if $made_guard; then "${run[@]}" rm -f "$guard"; fi; }
trap restore EXIT
"${run[@]}" apt-get update -q
"${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}"

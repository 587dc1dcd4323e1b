#!/usr/bin/env bash
# Installs the Debian packages that the tests need, if they are missing. Starts nothing.
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
# Chromium without a user interface: pages need a third of the memory and time.
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
  echo "Install these packages manually (apt-get was not found): ${missing[*]}" >&2
  exit 1
fi

run=()
if [ "$(id -u)" -ne 0 ]; then
  run=(sudo)
fi

echo "Installing ${missing[*]}"
# Packages must not start servers: the tests start their own, on loopback, in their own folders.
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

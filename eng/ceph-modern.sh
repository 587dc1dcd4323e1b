#!/usr/bin/env bash
# A modern S3 server for the tests: Ceph 20 or newer (otherwise 18) from a newer Debian release, in its own folder, on loopback.
# Needs root: it installs a minimal Debian into that folder (1.2 GB, about 2 minutes) from the mirror that apt is configured to use.
#
#   eng/ceph-modern.sh start    installs it if it is missing, starts it, and prints its address and credentials; does nothing if it is running
#   eng/ceph-modern.sh stop     stops it; its data is lost, because it is in memory
#   eng/ceph-modern.sh status   reports whether it responds, and its version
#   eng/ceph-modern.sh reset    stops it and removes its data; the installed system stays
#   eng/ceph-modern.sh remove   removes the system too
#
# LORA_CEPH_MODERN_SYSTEM (default artifacts/ceph-modern-system) is the folder of the system. It can run at the same time as the server of eng/ceph.sh, on other ports;
# tests find it through artifacts/servers/ceph-modern.env. eng/test-s3-modern.sh runs the S3 suite on it.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
system=${LORA_CEPH_MODERN_SYSTEM:-$root/artifacts/ceph-modern-system}
packages=(radosgw ceph-mon ceph-osd ceph-common)

say() { printf '%s\n' "$*" >&2; }
fail() { say "ceph-modern: $*"; exit 1; }

mirror() { apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1; }

install_debootstrap() {
    command -v debootstrap >/dev/null && return
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap >/dev/null
}

# install_system RELEASE
install_system() {
    local release=$1 source
    source=$(mirror)
    [ -n "$source" ] || fail "apt has no package source"
    say "ceph-modern: installing Debian $release with Ceph"
    rm -rf "${system:?}"
    mkdir -p "$system"
    debootstrap --variant=minbase --include=ca-certificates "$release" "$system" "$source" >"$system.log" 2>&1 || return 1
    cp -a /etc/apt/apt.conf.d/. "$system/etc/apt/apt.conf.d/"
    cp -L /etc/resolv.conf "$system/etc/resolv.conf"
    # Packages must not start servers.
    printf '#!/bin/sh\nexit 101\n' >"$system/usr/sbin/policy-rc.d"
    chmod 755 "$system/usr/sbin/policy-rc.d"
    run apt-get update -qq >>"$system.log" 2>&1 || return 1
    run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >>"$system.log" 2>&1 || return 1
    run apt-get clean
    touch "$system/installed"
}

run() {
    unshare --mount --propagation private -- sh -ec \
        'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && mount --rbind /sys "$0/sys" && exec chroot "$0" "$@"' "$system" "$@"
}

version() { run ceph --version | sed -n 's/^ceph version \([0-9]*\).*/\1/p'; }

install() {
    [ ! -f "$system/installed" ] || return 0
    install_debootstrap || fail "debootstrap could not be installed"
    if install_system sid && [ "$(version)" -ge 20 ]; then return; fi
    say "ceph-modern: the installation failed (see $system.log); trying the stable release"
    install_system trixie || fail "Ceph could not be installed; see $system.log"
}

cluster() { LORA_CEPH_NAME=ceph-modern LORA_CEPH_FOLDER= LORA_CEPH_PORT= LORA_CEPH_SYSTEM=$system bash "$root/eng/ceph.sh" "$@"; }

[ "$(id -u)" = 0 ] || fail "this needs root, to install a separate Debian system"
mkdir -p "$(dirname "$system")"
case ${1:-} in
    start)
        install
        cluster start
        ;;
    stop | reset) cluster "$1" ;;
    status)
        cluster status
        say "Ceph $(version)"
        ;;
    remove)
        cluster reset
        rm -rf "${system:?}" "$system.log"
        ;;
    *) say "usage: eng/ceph-modern.sh start|stop|status|reset|remove"; exit 2 ;;
esac

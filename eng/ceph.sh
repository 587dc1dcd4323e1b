#!/usr/bin/env bash
# A real S3 server for the tests: Ceph's gateway with one monitor and one storage daemon, on loopback, from Debian's own packages.
#
#   eng/ceph.sh start    installs what is missing, starts an empty server, and prints its address and credentials; does nothing if it is running
#   eng/ceph.sh stop     stops it; its data is lost, because it is in memory
#   eng/ceph.sh status   reports whether it responds
#   eng/ceph.sh reset    stops it and removes its files
#   eng/ceph.sh spare start    starts a second S3 gateway to the same data, for tests that stop a gateway, and prints its address
#   eng/ceph.sh spare stop     stops only that one
#
# LORA_CEPH_FOLDER (default artifacts/ceph) is the folder of its files; LORA_CEPH_PORT selects a port (default: a free one).
# Tests find it through artifacts/servers/ceph.env. LORA_CEPH_SYSTEM selects the folder of another Debian system whose Ceph to run, and
# LORA_CEPH_NAME the name of that server; eng/ceph-modern.sh sets both.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
server=${LORA_CEPH_NAME:-ceph}
folder=${LORA_CEPH_FOLDER:-$root/artifacts/$server}
environment=$root/artifacts/servers/$server.env
configuration=$folder/ceph.conf
bucket=lora-tests
role=lora
# A server of another version of this script is replaced.
format=5
# The prefix of every Ceph command.
inside=()

say() { printf '%s\n' "$*" >&2; }
fail() { say "$server: $*"; exit 1; }

install_packages() {
    if [ ${#inside[@]} -gt 0 ]; then return; fi
    if command -v radosgw ceph ceph-mon ceph-osd ceph-authtool monmaptool radosgw-admin uuidgen curl >/dev/null; then
        return
    fi

    [ "$(id -u)" = 0 ] || fail "radosgw, ceph-mon and ceph-osd are missing; run this script once as root, or install them"
    say "$server: installing radosgw, ceph-mon and ceph-osd"
    (
        # The packages contain services that must not start.
        guard=/usr/sbin/policy-rc.d
        kept=$(mktemp)
        if [ -e "$guard" ]; then cp -a "$guard" "$kept"; else rm -f "$kept"; fi
        trap 'if [ -e "$kept" ]; then mv -f "$kept" "$guard"; else rm -f "$guard"; fi' EXIT
        printf '#!/bin/sh\nexit 101\n' >"$guard"
        chmod 755 "$guard"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends radosgw ceph-mon ceph-osd ceph-common uuid-runtime curl >/dev/null
    ) || fail "the installation of the packages failed"
}

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
    local port
    for _ in $(seq 100); do
        port=$((20000 + RANDOM % 12000))
        if port_is_free "$port"; then echo "$port"; return; fi
    done
    fail "no free port found"
}

# Process ids are reused, so check that a recorded id still belongs to the process that was started.
is_running() {
    local record=$folder/$1.pid pid
    [ -s "$record" ] || return 1
    pid=$(cat "$record")
    [ -r "/proc/$pid/cmdline" ] && tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF -- "$configuration"
}

setting() { sed -n "s/^$1=//p" "$folder/settings"; }

answers() { [ "$(curl -s -o /dev/null -m 5 -w '%{http_code}' "http://127.0.0.1:$1/" || true)" = 200 ]; }

is_ready() { [ "$(cat "$folder/ready" 2>/dev/null)" = "$format" ]; }

is_live() { is_ready && is_running rgw && is_running osd && is_running mon && answers "$(setting port)"; }

start_process() {
    local name=$1
    shift
    # A new session, so that the process outlives the shell that started it. Descriptor 9 is the lock of this script.
    setsid "$@" -f </dev/null >"$folder/$name.out" 2>&1 9>&- &
    echo $! >"$folder/$name.pid"
}

stop_process() {
    local name=$1 pid
    if is_running "$name"; then
        pid=$(cat "$folder/$name.pid")
        kill -TERM "$pid" 2>/dev/null || true
        for _ in $(seq 80); do
            is_running "$name" || break
            sleep 0.1
        done
        if is_running "$name"; then kill -KILL "$pid" 2>/dev/null || true; fi
        while is_running "$name"; do sleep 0.1; done
    fi
    rm -f "$folder/$name.pid"
}

# In this order, because a storage daemon without its monitor does not stop.
stop_all() {
    stop_process spare
    stop_process rgw
    stop_process osd
    stop_process mon
}

wait_for() {
    local what=$1 seconds=$2
    shift 2
    for _ in $(seq $((seconds * 10))); do
        if "$@" >/dev/null 2>&1; then return; fi
        sleep 0.1
    done
    tail -n 20 "$folder"/*.out >&2 || true
    fail "$what within $seconds seconds; logs are in $folder"
}

write_configuration() {
    local id=$1 monitor=$2 legacy=$3 port=$4
    cat >"$configuration" <<CONFIGURATION
[global]
fsid = $id
mon host = [v2:127.0.0.1:$monitor,v1:127.0.0.1:$legacy]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind ipv6 = false
keyring = $folder/keyring
run dir = $folder
log file = $folder/\$name.log
admin socket =
# Checksums between processes of one machine cost more than they find.
ms crc data = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
mon data avail warn = 1
mon data avail crit = 1
[mon]
mon data = $folder/mon
[osd]
osd data = $folder/osd
# In memory: the S3 tests take a fifth less time than with a disk, and no test needs data that survives a restart.
osd objectstore = memstore
memstore device bytes = 21474836480
osd class load list = *
osd class default list = *
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:$port
# Files of several parts can be small in tests. The default is the 5 MiB of AWS.
rgw multipart min part size = 65536
# A lifecycle day takes ten seconds, and deleted objects are removed at once.
rgw lc debug interval = 10
rgw gc obj min wait = 1
rgw gc processor period = 5
# Each of these queues is visited in every period.
rgw gc max objs = 3
rgw lc max objs = 3
rgw lc max worker = 1
rgw dynamic resharding = false
rgw override bucket index max shards = 1
rgw run sync thread = false
# Temporary credentials for a caller that assumes the role.
rgw s3 auth use sts = true
rgw s3 auth order = local, external, sts
rgw sts key = $(uuidgen | tr -d - | cut -c 1-16)
CONFIGURATION
}

# By name, so that nothing else is deleted if LORA_CEPH_FOLDER is wrong.
remove_data() {
    rm -rf "${folder:?}/mon" "$folder/osd"
    rm -f "$folder"/{ready,settings,keyring,monmap,ceph.conf} "$folder"/{mon.a,osd.0,client.rgw,spare,client.admin}.log \
        "$folder"/{mon,osd,rgw,spare,create,create-bucket}.out
}

create() {
    local id monitor legacy port disk keyring=$folder/keyring
    remove_data
    mkdir -p "$folder/mon" "$folder/osd"
    id=$(uuidgen) disk=$(uuidgen)
    port=${LORA_CEPH_PORT:-$(free_port)}
    monitor=$(free_port) legacy=$(free_port)
    write_configuration "$id" "$monitor" "$legacy" "$port"
    cat >"$folder/settings" <<SETTINGS
port=$port
access=LORA$(uuidgen | tr -d - | tr a-f A-F | cut -c 1-16)
secret=$(uuidgen | tr -d -)
other_access=LORB$(uuidgen | tr -d - | tr a-f A-F | cut -c 1-16)
other_secret=$(uuidgen | tr -d -)
SETTINGS
    "${inside[@]}" ceph-authtool --create-keyring "$keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
    "${inside[@]}" ceph-authtool "$keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
    "${inside[@]}" ceph-authtool "$keyring" --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *' --cap mgr 'allow profile osd'
    "${inside[@]}" ceph-authtool "$keyring" --gen-key -n client.rgw --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
    chmod 600 "$keyring" "$folder/settings"
    "${inside[@]}" monmaptool --create --clobber --fsid "$id" --addv a "[v2:127.0.0.1:$monitor,v1:127.0.0.1:$legacy]" "$folder/monmap" >/dev/null
    "${inside[@]}" ceph-mon -c "$configuration" --mkfs -i a --monmap "$folder/monmap" --keyring "$keyring" >"$folder/create.out" 2>&1 9>&-
    start_process mon "${inside[@]}" ceph-mon -c "$configuration" -i a
    wait_for "the monitor did not answer" 60 "${inside[@]}" ceph -c "$configuration" --connect-timeout 2 osd new "$disk"
    "${inside[@]}" ceph-osd -c "$configuration" -i 0 --mkfs --osd-uuid "$disk" >>"$folder/create.out" 2>&1 9>&-
    start_process osd "${inside[@]}" ceph-osd -c "$configuration" -i 0
    start_process rgw "${inside[@]}" radosgw -c "$configuration" -n client.rgw
    wait_for "the gateway did not answer" 120 answers "$(setting port)"
    create_user test "$(setting access)" "$(setting secret)"
    create_user other "$(setting other_access)" "$(setting other_secret)"
    create_role
    create_bucket
    echo "$format" >"$folder/ready"
}

create_user() {
    "${inside[@]}" radosgw-admin -c "$configuration" -n client.rgw user create --uid="$1" --display-name="$1" \
        --access-key="$2" --secret-key="$3" >>"$folder/create.out" 2>&1 9>&-
}

# The first user can assume a role with full access to objects.
create_role() {
    "${inside[@]}" radosgw-admin -c "$configuration" -n client.rgw role create --role-name="$role" --path=/ --assume-role-policy-doc='{"Version":"2012-10-17",
        "Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam:::user/test"]},"Action":["sts:AssumeRole"]}]}' >>"$folder/create.out" 2>&1 9>&-
    "${inside[@]}" radosgw-admin -c "$configuration" -n client.rgw role-policy put --role-name="$role" --policy-name=all --policy-doc='{"Version":"2012-10-17",
        "Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":"arn:aws:s3:::*"}]}' >>"$folder/create.out" 2>&1 9>&-
}

create_bucket() {
    local empty=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 status
    # The secret goes through standard input, so that it is not in the process list.
    status=$(printf 'user = "%s:%s"\n' "$(setting access)" "$(setting secret)" |
        curl -s -o "$folder/create-bucket.out" -w '%{http_code}' -K - -X PUT --aws-sigv4 aws:amz:us-east-1:s3 \
            -H "x-amz-content-sha256: $empty" "http://127.0.0.1:$(setting port)/$bucket")
    [ "$status" = 200 ] || fail "the test bucket could not be created: $status $(cat "$folder/create-bucket.out")"
}

write_environment() {
    mkdir -p "$(dirname "$environment")"
    cat >"$environment" <<ENVIRONMENT
LORA_TEST_S3_ENDPOINT=http://127.0.0.1:$(setting port)
LORA_TEST_S3_BUCKET=$bucket
LORA_TEST_S3_ACCESS_KEY=$(setting access)
LORA_TEST_S3_SECRET_KEY=$(setting secret)
LORA_TEST_S3_OTHER_ACCESS_KEY=$(setting other_access)
LORA_TEST_S3_OTHER_SECRET_KEY=$(setting other_secret)
LORA_TEST_S3_ROLE=arn:aws:iam:::role/$role
ENVIRONMENT
}

spare() {
    is_ready || fail "not started yet; run 'eng/$server.sh start'"
    case $1 in
        stop) stop_process spare ;;
        start)
            if ! is_running spare; then
                if [ -z "$(setting spare_port)" ]; then echo "spare_port=$(free_port)" >>"$folder/settings"; fi
                start_process spare "${inside[@]}" radosgw -c "$configuration" -n client.rgw --log_file "$folder/spare.log" \
                    --rgw_frontends "beast endpoint=127.0.0.1:$(setting spare_port)" --rgw_enable_gc_threads false --rgw_enable_lc_threads false
            fi
            wait_for "the second gateway did not answer" 120 answers "$(setting spare_port)"
            echo "http://127.0.0.1:$(setting spare_port)"
            ;;
        *) usage ;;
    esac
}

usage() { say "usage: eng/$server.sh start|stop|status|reset|spare start|spare stop"; exit 2; }

start() {
    if ! is_live; then
        install_packages
        stop_all
        create
    fi
    write_environment
    cat "$environment"
}

mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
configuration=$folder/ceph.conf
if [ -n "${LORA_CEPH_SYSTEM:-}" ]; then
    # Each process has its own mount namespace: its mounts end with it and are invisible to the rest of the system.
    inside=(unshare --mount --propagation private -- sh -ec
        'mkdir -p "$0$1" && mount --bind "$1" "$0$1" && mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && mount --rbind /sys "$0/sys" && s=$0 && shift && exec chroot "$s" "$@"'
        "$LORA_CEPH_SYSTEM" "$folder")
fi
exec 9>"$folder/lock"
flock 9
case ${1:-} in
    start) start ;;
    stop) stop_all ;;
    status) if is_live; then say "running"; cat "$environment"; else say "not running"; exit 3; fi ;;
    reset)
        stop_all
        remove_data
        rm -f "$environment"
        ;;
    spare) spare "${2:-}" ;;
    *) usage ;;
esac

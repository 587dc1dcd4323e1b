#!/usr/bin/env bash
# A PostgreSQL server for tests, on loopback, with its own port and password. Durability is turned off.
#   eng/postgres.sh start  [FOLDER]   starts it unless it is running, and prints its connection string
#   eng/postgres.sh stop   [FOLDER]   stops it and removes its data
#   eng/postgres.sh status [FOLDER]   reports whether it is running; exit code 3 if not
# FOLDER contains the cluster; default: artifacts/postgres. Tests find the server through artifacts/servers/postgres.env.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
command=${1:-}
folder=$(realpath -m "${2:-$root/artifacts/postgres}")
environment=$root/artifacts/servers/postgres.env

fail() { echo "eng/postgres.sh: $1" >&2; exit 1; }

find_programs() {
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
  if [ -z "$found" ] && command -v initdb >/dev/null; then
    found=$(dirname "$(command -v initdb)")
  fi
  printf '%s' "$found"
}

install_programs() {
  [ "$(id -u)" -eq 0 ] || fail "PostgreSQL is not installed. Run as root: apt-get install postgresql"
  command -v apt-get >/dev/null || fail "PostgreSQL is not installed, and apt-get was not found. Install PostgreSQL manually."
  echo "Installing PostgreSQL …" >&2
  # The package contains a service that must not start.
  local guard=/usr/sbin/policy-rc.d made_guard=
  if [ ! -e "$guard" ]; then
    printf '#!/bin/sh\nexit 101\n' > "$guard"
    chmod +x "$guard"
    made_guard=yes
  fi
  local code=0
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } >&2 || code=$?
  [ -z "$made_guard" ] || rm -f "$guard"
  [ "$code" -eq 0 ] || fail "The installation of PostgreSQL failed."
}

# PostgreSQL does not run as root, so root runs it as another user.
as_server_user() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && runuser -u "$server_user" -- "$@")
  else
    "$@"
  fi
}

choose_server_user() {
  server_user=$(id -un)
  if [ "$(id -u)" -eq 0 ]; then
    server_user=nobody
    if id postgres >/dev/null 2>&1; then
      server_user=postgres
    fi
  fi
}

# The cluster is in FOLDER, or in a temporary folder if the server's user cannot access FOLDER.
choose_data() {
  mkdir -p "$folder"
  local cluster=$folder/cluster
  mkdir -p "$cluster"
  if [ "$(id -u)" -eq 0 ]; then
    chown "$server_user" "$cluster"
    if ! as_server_user test -w "$cluster" 2>/dev/null; then
      rmdir "$cluster"
      cluster=$(mktemp -d "${TMPDIR:-/tmp}/lora-postgres.XXXXXX")
      chown "$server_user" "$cluster"
    fi
  fi
  printf '%s\n' "$cluster" > "$folder/location"
}

data() { printf '%s/data' "$(cat "$folder/location" 2>/dev/null || echo "$folder/cluster")"; }

# The recorded process, if it is still this cluster's server: another process can have the old id now.
server_pid() {
  local pid
  pid=$(head -1 "$(data)/postmaster.pid" 2>/dev/null || true)
  if [ -n "$pid" ] && { tr '\0' ' ' < "/proc/$pid/cmdline"; } 2>/dev/null | grep -qF -- "$(data)"; then
    printf '%s' "$pid"
  fi
}

free_port() {
  local port
  for _ in $(seq 100); do
    # Below the range that systems use for outgoing connections.
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      printf '%s' "$port"
      return
    fi
  done
  fail "No free port was found."
}

create_cluster() {
  local password_file
  head -c 24 /dev/urandom | base64 | tr -dc 'a-zA-Z0-9' > "$folder/password"
  chmod 600 "$folder/password"
  password_file=$(mktemp)
  cat "$folder/password" > "$password_file"
  chown "$server_user" "$password_file"
  # An ICU collation sorts text linguistically, which is the harder case for paging by name.
  as_server_user "$programs/initdb" -D "$(data)" -U lora --pwfile="$password_file" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US --no-sync > "$folder/initdb.log" 2>&1 \
    || { cat "$folder/initdb.log" >&2; rm -f "$password_file"; fail "initdb failed."; }
  rm -f "$password_file"
}

start() {
  if [ -n "$(server_pid)" ] && [ -f "$environment" ]; then
    cat "$environment"
    return
  fi

  programs=$(find_programs)
  if [ -z "$programs" ]; then
    install_programs
    programs=$(find_programs)
  fi
  [ -n "$programs" ] || fail "PostgreSQL's programs were not found."
  choose_server_user
  stop
  choose_data
  create_cluster

  local port started=
  for _ in 1 2 3 4 5; do
    port=$(free_port)
    if as_server_user "$programs/pg_ctl" -D "$(data)" -w -t 60 -l "$(data)/server.log" -o \
      "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories= -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
      start > /dev/null; then
      started=yes
      break
    fi
  done
  [ -n "$started" ] || { tail -20 "$(data)/server.log" >&2; fail "The server did not start."; }

  mkdir -p "$(dirname "$environment")"
  (umask 077; printf 'LORA_TEST_POSTGRES="Host=127.0.0.1;Port=%s;Username=lora;Password=%s;Database=postgres"\n' "$port" "$(cat "$folder/password")" > "$environment")
  cat "$environment"
}

stop() {
  local pid
  pid=$(server_pid)
  if [ -n "$pid" ]; then
    # SIGINT: disconnects all clients and stops.
    kill -INT "$pid"
    for _ in $(seq 300); do
      [ -d "/proc/$pid" ] || break
      sleep 0.1
    done
    [ ! -d "/proc/$pid" ] || fail "The server (process $pid) did not stop."
  fi
  local cluster
  cluster=$(dirname "$(data)")
  case $cluster in
    "$folder"/cluster | "${TMPDIR:-/tmp}"/lora-postgres.*) rm -rf "$cluster" ;;
  esac
  rm -f "$environment" "$folder/location" "$folder/password" "$folder/initdb.log"
}

case $command in
  start) start ;;
  stop) stop ;;
  status)
    if [ -n "$(server_pid)" ]; then
      echo "PostgreSQL is running (process $(server_pid))."
    else
      echo "PostgreSQL is not running."
      exit 3
    fi
    ;;
  *) fail "use start, stop or status." ;;
esac

#!/usr/bin/env bash
# Kills the server many times, in the middle of everything it does, and verifies each time that nothing was lost or orphaned. Takes about three seconds per kill; both kinds of
# stores run in parallel.
#   eng/soak-kill.sh [KILLS]     default 1000, half of them on SQLite and a folder, half on PostgreSQL and Ceph
test="FullyQualifiedName~KillEverywhere"
LORA_KILLS=${1:-1000} exec bash "$(dirname "$0")/long-test.sh" kills.txt "$test&DisplayName~SqliteFolder" "$test&DisplayName~PostgresCeph"

#!/usr/bin/env bash
# Kills the server many times, in the middle of everything it does, and looks each time whether anything was lost or left over. Takes about three seconds a kill; the two
# kinds of stores run side by side.
#   eng/soak-kill.sh [KILLS]     default 1000, half of them on SQLite and a folder, half on PostgreSQL and Ceph
test="FullyQualifiedName~KillEverywhere"
LORA_KILLS=${1:-1000} exec bash "$(dirname "$0")/long-test.sh" kills.txt "$test&DisplayName~SqliteFolder" "$test&DisplayName~PostgresCeph"

#!/usr/bin/env bash
# Uploads many files over networks on which every tenth request fails, and verifies that each arrived complete and once, and that nothing else is left.
#   eng/soak-faults.sh [FILES]     default: 1000 small files, and a fiftieth of that number with 64 MiB; a third each through the application to a folder, through the
#                                  application to Ceph, and directly to Ceph. With fewer than 200, not every fault occurs on each route, which fails too.
LORA_FAULT_FILES=${1:-1000} exec bash "$(dirname "$0")/long-test.sh" faults.txt FullyQualifiedName~FaultyNetwork

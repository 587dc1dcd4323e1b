#!/usr/bin/env bash
# Sends many files through networks of which every tenth request fails, and looks whether each arrived whole and once, and whether anything else is left over.
#   eng/soak-faults.sh [FILES]     default 1000 small files and a fiftieth of that of 64 MiB: a third through the application to a folder, a third through it to
#                                  Ceph, a third straight to Ceph. With fewer than 200 not every kind of fault happens on each way, which fails too.
LORA_FAULT_FILES=${1:-1000} exec bash "$(dirname "$0")/long-test.sh" faults.txt FullyQualifiedName~FaultyNetwork

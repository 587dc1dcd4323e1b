#!/usr/bin/env bash
# Uploads a sparse file of 5 GiB with a real browser: through the application to a folder, through the application to Ceph, and directly to Ceph. Verifies that it arrived
# complete, and reports the server's memory use.
#   eng/test-5gib.sh [GIBIBYTES]     default 5; needs twice that much disk space
LORA_LARGE_GIB=${1:-5} exec bash "$(dirname "$0")/long-test.sh" measurements.txt FullyQualifiedName~LargeFile

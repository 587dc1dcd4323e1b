#!/usr/bin/env bash
# Sends a file of 5 GiB, which takes little room before it is sent, through a real browser: through the application to a folder, through it to Ceph, and straight to
# Ceph. Looks whether it arrived whole, and tells what the server's memory did.
#   eng/test-5gib.sh [GIBIBYTES]     default 5; needs that much room on disk, twice
LORA_LARGE_GIB=${1:-5} exec bash "$(dirname "$0")/long-test.sh" measurements.txt FullyQualifiedName~LargeFile

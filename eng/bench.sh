#!/usr/bin/env bash
# Runs benchmarks and prints tables: bench.sh [NAME...] [--mib N] [--rounds N] [--rows N] [--only CANDIDATE].
#   header folder hash              reading and identifying files (BenchmarkDotNet); the default, which takes about three minutes
#   transfer stream browser memory  uploads; starts an S3 server on loopback (eng/ceph.sh) unless one is running. LORA_BENCH_CEPH=0 omits it
#   catalogue                       lists, filters and searches of 1,000, 100,000 and 1,000,000 LoRAs (--rows N) beside SQL written by hand; starts PostgreSQL (eng/postgres.sh) unless one is running
#   reconcile                       the comparison of 200,000 objects in storage with 1,100,000 rows (--rows N); starts PostgreSQL like catalogue
#   partitions                      one of 64 partitions of 100,000 workspaces with 1,000 LoRAs each (--rows N per partition); starts PostgreSQL like catalogue
#   selector                        opening the selector and typing, in Chromium, beside the components of other libraries on the same page: 10,000 LoRAs
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/Lora.Benchmarks -c Release --nologo -v quiet
case " $* " in
    *" transfer "*|*" stream "*|*" browser "*|*" memory "*)
        if [ "${LORA_BENCH_CEPH:-1}" = 1 ]; then
            if ! bash eng/ceph.sh status >/dev/null 2>&1; then
                trap 'bash eng/ceph.sh stop' EXIT
                bash eng/ceph.sh start >/dev/null
            fi
            set -a
            . artifacts/servers/ceph.env
            LORA_BENCH_STORAGE_PROCESSES=$(cat "${LORA_CEPH_FOLDER:-artifacts/ceph}"/*.pid | tr '\n' ' ')
            set +a
        fi
        ;;
esac
case " $* " in
    *" catalogue "*|*" reconcile "*|*" partitions "*)
        if ! bash eng/postgres.sh status >/dev/null 2>&1; then
            trap 'bash eng/postgres.sh stop' EXIT
            bash eng/postgres.sh start >/dev/null
        fi
        set -a
        . artifacts/servers/postgres.env
        set +a
        ;;
esac
dotnet bench/Lora.Benchmarks/bin/Release/net10.0/Lora.Benchmarks.dll "$@"

#!/usr/bin/env bash
# Measures and prints tables: bench.sh [NAME...] [--mib N] [--rounds N] [--only CANDIDATE].
#   header folder hash              how files are read and identified (BenchmarkDotNet); these three without a name, which takes about three minutes
#   transfer stream browser memory  uploads; starts a real S3 server on loopback for them (eng/ceph.sh) unless it runs. LORA_BENCH_CEPH=0 leaves that out
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
dotnet bench/Lora.Benchmarks/bin/Release/net10.0/Lora.Benchmarks.dll "$@"

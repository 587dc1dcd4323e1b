using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Lora.Inspection.Hashing;

namespace Lora.Benchmarks.Micro;

/// <summary>Compares computing all hashes in one pass with computing SHA-256 twice.</summary>
public class HashBenchmarks
{
    private const int Megabytes = 256;
    private const int Length = Megabytes * 1024 * 1024;

    private byte[] _file = [];

    /// <summary>Runs the benchmarks and prints a table.</summary>
    public static void Run()
    {
        var results = MicroBenchmark.Run<HashBenchmarks>(MicroBenchmark.Long)[0];
        ResultTable.Write(
            $"Hashes of {Megabytes} MiB",
            ["", "best ms", "median ms", "MB a second", "speed against SHA-256 twice"],
            results.Select(result => (IReadOnlyList<string>)
            [
                result.Name, ResultTable.Milliseconds(result.Best), ResultTable.Milliseconds(result.Median),
                ResultTable.Number(Length / result.Median / 1000), ResultTable.Ratio(results[0].Median / result.Median),
            ]));
    }

    [GlobalSetup]
    public void Setup()
    {
        _file = new byte[Length];
        new Random(1).NextBytes(_file);
        Samples.Large(2_000).Start.CopyTo(_file, 0);
    }

    [Benchmark(Baseline = true, Description = "SHA-256 twice")]
    public byte[] Twice()
    {
        SHA256.HashData(_file);
        return SHA256.HashData(_file);
    }

    [Benchmark(Description = "SHA-256, SHA-256 of the tensors and CRC-32 in one pass")]
    public object OnePass()
    {
        using var hasher = new LoraHasher();
        hasher.Append(_file);
        return hasher.Finish();
    }
}

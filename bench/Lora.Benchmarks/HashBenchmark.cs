using System.Security.Cryptography;
using Lora.Inspection;
using Lora.Inspection.Hashing;

namespace Lora.Benchmarks;

/// <summary>All hashes in one pass, beside SHA-256 twice.</summary>
internal static class HashBenchmark
{
    private const int Rounds = 9;
    private const int Megabytes = 256;

    public static void Run()
    {
        var file = new byte[Megabytes * 1024 * 1024];
        new Random(1).NextBytes(file);
        Samples.Large(2_000).Start.CopyTo(file, 0);
        var results = new Race(Rounds)
            .Add("SHA-256 twice", () => Twice(file))
            .Add("SHA-256, SHA-256 of the tensors and CRC-32 in one pass", () => OnePass(file))
            .Run();
        ResultTable.Write(
            $"Hashes of {Megabytes} MiB",
            ["", "best ms", "median ms", "MB a second", "speed against SHA-256 twice"],
            results.Select(result => (IReadOnlyList<string>)
            [
                result.Name, ResultTable.Milliseconds(result.Best), ResultTable.Milliseconds(result.Median),
                ResultTable.Number(file.Length / result.Median / 1000), ResultTable.Ratio(results[0].Against(result)),
            ]));
    }

    private static void Twice(byte[] file)
    {
        SHA256.HashData(file);
        SHA256.HashData(file);
    }

    private static void OnePass(byte[] file)
    {
        using var hasher = new LoraHasher();
        hasher.Append(file);
        hasher.Finish();
    }
}

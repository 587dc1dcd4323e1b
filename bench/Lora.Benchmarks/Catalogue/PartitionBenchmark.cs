using System.Diagnostics;
using System.Globalization;

namespace Lora.Benchmarks.Catalogue;

/// <summary>Simulates 100 million LoRAs in 100,000 workspaces: one of 64 partitions has its share of the rows, and the toolkit's store works on it without a change.</summary>
internal static class PartitionBenchmark
{
    private const int Rows = 1_562_000;
    private const int Warmups = 8;

    public static async Task RunAsync(BenchmarkSettings settings)
    {
        var rows = settings.Rows is [var asked] ? asked : Rows;
        var server = Environment.GetEnvironmentVariable("LORA_TEST_POSTGRES") ?? throw new InvalidOperationException("Run eng/bench.sh, which starts PostgreSQL.");
        await using var database = new PartitionedCatalogue(server);
        var began = Stopwatch.GetTimestamp();
        await database.FillAsync(rows).ConfigureAwait(false);
        Console.WriteLine($"{rows:N0} rows were added to one partition in {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s.");
        var operations = await new CatalogueOperations(database, database.Workspace, PartitionedCatalogue.LorasPerWorkspace).CreateAsync().ConfigureAwait(false);
        var results = new List<IReadOnlyList<string>>();
        foreach (var operation in operations)
        {
            var times = new List<double>();
            var count = 0;
            for (var round = -Warmups; round < settings.Rounds * 8; round++)
            {
                began = Stopwatch.GetTimestamp();
                count = await operation.Toolkit().ConfigureAwait(false);
                if (round >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
            }

            times.Sort();
            results.Add([operation.Name, $"{count}", Milliseconds(times[times.Count / 2]), Milliseconds(times[times.Count * 95 / 100])]);
        }

        ResultTable.Write($"A workspace with 1,000 LoRAs in a partition with {rows:N0} of {PartitionedCatalogue.Partitions}", ["", "results", "median ms", "p95 ms"], results);
    }

    private static string Milliseconds(double time) => time.ToString("0.00", CultureInfo.InvariantCulture);
}

using System.Diagnostics;

namespace Lora.Benchmarks.Catalogue;

/// <summary>Compares the catalogue with SQL that was written by hand for the same rows, in turn.</summary>
internal static class CatalogueBenchmark
{
    private const int Warmups = 8;

    public static async Task RunAsync(BenchmarkSettings settings)
    {
        foreach (var rows in settings.Rows)
        {
            await RunAsync(new SqliteCatalogue(), rows, settings).ConfigureAwait(false);
            if (Environment.GetEnvironmentVariable("LORA_TEST_POSTGRES") is { Length: > 0 } server)
            {
                await RunAsync(new PostgreSqlCatalogue(server), rows, settings).ConfigureAwait(false);
            }
        }
    }

    private static async Task RunAsync(CatalogueDatabase database, int count, BenchmarkSettings settings)
    {
        await using (database.ConfigureAwait(false))
        {
            if (!database.Name.Contains(settings.Only, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            var workspace = new LoraWorkspaceId("bench");
            var began = Stopwatch.GetTimestamp();
            await database.FillAsync(workspace, count).ConfigureAwait(false);
            Console.WriteLine();
            Console.WriteLine($"{count:N0} rows were added to {database.Name} in {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s.");
            var operations = await new CatalogueOperations(database, workspace, count).CreateAsync().ConfigureAwait(false);
            var results = new List<IReadOnlyList<string>>();
            foreach (var operation in operations)
            {
                results.Add(await RaceAsync(operation, settings.Rounds * 8).ConfigureAwait(false));
            }

            ResultTable.Write($"{count:N0} LoRAs in one workspace, {database.Name}", ["", "results", "toolkit median ms", "p95 ms", "by hand median ms", "p95 ms", "ratio of medians"], results);
        }
    }

    private static async Task<IReadOnlyList<string>> RaceAsync(CatalogueOperation operation, int rounds)
    {
        var (own, hand, count) = (new List<double>(), new List<double>(), 0);
        for (var round = -Warmups; round < rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            count = await operation.Toolkit().ConfigureAwait(false);
            var time = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            began = Stopwatch.GetTimestamp();
            if (operation.Hand is { } byHand)
            {
                await byHand().ConfigureAwait(false);
            }

            if (round >= 0)
            {
                own.Add(time);
                hand.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        return operation.Hand is null
            ? [operation.Name, $"{count}", Milliseconds(own, 50), Milliseconds(own, 95), "", "", ""]
            : [operation.Name, $"{count}", Milliseconds(own, 50), Milliseconds(own, 95), Milliseconds(hand, 50), Milliseconds(hand, 95), ResultTable.Ratio(Percentile(own, 50) / Percentile(hand, 50))];
    }

    private static string Milliseconds(List<double> times, int percent) => Percentile(times, percent).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);

    private static double Percentile(List<double> times, int percent) => times.Order().ElementAt(Math.Min(times.Count - 1, times.Count * percent / 100));
}

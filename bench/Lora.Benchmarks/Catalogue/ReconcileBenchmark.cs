using System.Diagnostics;
using System.Globalization;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Benchmarks.Catalogue;

/// <summary>Compares a storage with 200,000 objects with 1,100,000 rows.</summary>
internal static class ReconcileBenchmark
{
    private const int Rows = 1_100_000;
    private static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(BenchmarkSettings settings)
    {
        var rows = settings.Rows is [var asked] ? asked : Rows;
        var results = new List<IReadOnlyList<string>>();
        await RunAsync(new SqliteCatalogue(), rows, settings, results).ConfigureAwait(false);
        if (Environment.GetEnvironmentVariable("LORA_TEST_POSTGRES") is { Length: > 0 } server)
        {
            await RunAsync(new PostgreSqlCatalogue(server), rows, settings, results).ConfigureAwait(false);
        }

        ResultTable.Write(
            $"{rows * 2L / 11:N0} objects compared with {rows:N0} rows",
            ["", "seconds", "added heap MB", "allocated MB", "bytes allocated for a row", "missing", "found"],
            results);
    }

    private static async Task RunAsync(CatalogueDatabase database, int rows, BenchmarkSettings settings, List<IReadOnlyList<string>> results)
    {
        await using (database.ConfigureAwait(false))
        {
            if (!database.Name.Contains(settings.Only, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            var workspace = new LoraWorkspaceId("bench");
            await database.FillAsync(workspace, rows).ConfigureAwait(false);
            var files = new ListedFiles(workspace, (int)(rows * 2L / 11), rows);
            await files.PrepareAsync().ConfigureAwait(false);
            var services = new ServiceCollection();
            services.AddLoraCore().UseStore<ILoraStore>(_ => database.Store).UseFileStore(_ => files);
            var provider = services.BuildServiceProvider();
            await using (provider.ConfigureAwait(false))
            {
                results.Add([database.Name, .. await MeasureAsync(provider.GetRequiredService<LoraMaintenance>(), rows).ConfigureAwait(false)]);
            }
        }
    }

    private static async Task<IReadOnlyList<string>> MeasureAsync(LoraMaintenance maintenance, int rows)
    {
        var (idle, peak) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        using var timer = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)), state: null, TimeSpan.Zero, SampleInterval);
        var (allocated, began) = (GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        var report = (await maintenance.CompareAsync().ConfigureAwait(false)).Value!;
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        return
        [
            seconds.ToString("N1", CultureInfo.InvariantCulture),
            ((peak - idle) / 1_000_000).ToString("N0", CultureInfo.InvariantCulture),
            (allocated / 1_000_000).ToString("N0", CultureInfo.InvariantCulture),
            (allocated / rows).ToString("N0", CultureInfo.InvariantCulture),
            report.Missing.Count.ToString("N0", CultureInfo.InvariantCulture),
            report.Found.Count.ToString("N0", CultureInfo.InvariantCulture),
        ];
    }
}

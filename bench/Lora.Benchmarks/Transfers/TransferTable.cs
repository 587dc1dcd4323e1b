using System.Globalization;

namespace Lora.Benchmarks.Transfers;

/// <summary>Writes what a race of transfers came to.</summary>
internal static class TransferTable
{
    /// <param name="title">The title.</param>
    /// <param name="size">The size of the file in bytes.</param>
    /// <param name="results">What came of each candidate.</param>
    /// <param name="peers">The candidates that the others are compared with, each with the title of its column.</param>
    public static void Write(string title, long size, IReadOnlyList<TransferResult> results, params IReadOnlyList<(string Column, string Candidate)> peers) => ResultTable.Write(
        title,
        ["", "MiB a second, best", "median", .. peers.Select(peer => peer.Column), "processor s"],
        results.Select(result => (IReadOnlyList<string>)
        [
            result.Race.Name,
            Rate(size, result.Race.Best),
            Rate(size, result.Race.Median),
            .. peers.Select(peer => ResultTable.Ratio(Find(results, peer.Candidate).Against(result.Race))),
            string.Join(" + ", result.Processor.Select(seconds => seconds.ToString("0.0", CultureInfo.InvariantCulture))),
        ]));

    private static RaceResult Find(IReadOnlyList<TransferResult> results, string name) => (results.FirstOrDefault(result => result.Race.Name == name) ?? results[0]).Race;

    private static string Rate(long size, double milliseconds) => ResultTable.Number(size / milliseconds * 1000 / BenchmarkSettings.Mebibyte);
}

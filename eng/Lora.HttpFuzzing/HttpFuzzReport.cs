using System.Globalization;

namespace Lora.HttpFuzzing;

/// <summary>What came of a run.</summary>
/// <param name="Seed">The seed, by which the same cases are made again.</param>
/// <param name="Requests">How many requests were sent.</param>
/// <param name="Operations">How many endpoints they were sent to.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Statuses">How many answers had which status; 0 stands for connections that were closed.</param>
/// <param name="Unreached">The endpoints that refused everything they were sent, so that nothing behind their checks was tried.</param>
/// <param name="Failures">A description of each kind of failure, with its first request.</param>
public sealed record HttpFuzzReport(
    ulong Seed, int Requests, int Operations, TimeSpan Elapsed, IReadOnlyDictionary<int, int> Statuses, IReadOnlyList<string> Unreached, IReadOnlyList<string> Failures)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Requests} requests to {Operations} endpoints in {Elapsed.TotalSeconds:F0} s, {Requests / Elapsed.TotalSeconds:F0} a second; {string.Join(", ", Statuses.OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key}: {pair.Value}"))}; {Failures.Count} kinds of failure");
}

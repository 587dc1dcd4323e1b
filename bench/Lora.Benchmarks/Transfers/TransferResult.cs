namespace Lora.Benchmarks.Transfers;

/// <summary>What came of one way of sending.</summary>
/// <param name="Race">The times.</param>
/// <param name="Processor">How long the processors worked for one file, in seconds, by the median: for each side that was watched.</param>
internal sealed record TransferResult(RaceResult Race, IReadOnlyList<double> Processor);

namespace Lora.Benchmarks;

/// <summary>What came of one candidate.</summary>
/// <param name="Name">What ran.</param>
/// <param name="Best">The fastest round, in milliseconds a run.</param>
/// <param name="Median">The median of all rounds, in milliseconds a run.</param>
/// <param name="Allocated">The bytes that one run allocates; -1 when nobody knows.</param>
internal sealed record RaceResult(string Name, double Best, double Median, long Allocated);

namespace Lora.Benchmarks;

/// <summary>What came of one candidate.</summary>
/// <param name="Name">What ran.</param>
/// <param name="Times">How long a run took in each round, in milliseconds.</param>
/// <param name="Allocated">The bytes that one run allocates; <see langword="null"/> when nobody knows.</param>
internal sealed record RaceResult(string Name, double[] Times, long? Allocated)
{
    public double Best => Times.Min();

    public double Median => MedianOf(Times);

    /// <summary>How many times as long as the other it took: the median over the rounds, in each of which both ran one after the other.</summary>
    public double Against(RaceResult other) =>
        Times.Length == other.Times.Length ? MedianOf(Times.Zip(other.Times, (own, others) => own / others)) : Median / other.Median;

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}

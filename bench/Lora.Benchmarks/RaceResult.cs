namespace Lora.Benchmarks;

/// <summary>The result of one candidate.</summary>
/// <param name="Name">The name of the candidate.</param>
/// <param name="Times">The duration of each round in milliseconds.</param>
/// <param name="Allocated">The bytes that one run allocates, or <see langword="null"/> if not known.</param>
internal sealed record RaceResult(string Name, double[] Times, long? Allocated)
{
    public double Best => Times.Min();

    public double Median => MedianOf(Times);

    /// <summary>Returns the ratio to another candidate: the median over the rounds, in each of which both ran one after the other.</summary>
    public double Against(RaceResult other) =>
        Times.Length == other.Times.Length ? MedianOf(Times.Zip(other.Times, (own, others) => own / others)) : Median / other.Median;

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}

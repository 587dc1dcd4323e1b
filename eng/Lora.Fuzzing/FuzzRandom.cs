namespace Lora.Fuzzing;

/// <summary>Numbers that depend on the seed and the number of the case alone, so that every case can be made again (SplitMix64).</summary>
internal sealed class FuzzRandom(ulong seed, long number)
{
    private ulong _state = seed ^ ((ulong)number * 0xD1342543DE82EF95UL);

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 to below <paramref name="limit"/>.</summary>
    public int Below(int limit) => limit <= 1 ? 0 : (int)(Next() % (ulong)limit);

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}

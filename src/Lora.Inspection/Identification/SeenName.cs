namespace Lora.Inspection.Identification;

/// <summary>
/// The name in which a pattern was last worked out. The next module of the pattern mostly has the same name with other numbers at the same places, which costs far less to
/// see than to work the pattern out again.
/// </summary>
internal sealed class SeenName
{
    private readonly BlockNumber[] _numbers = new BlockNumber[ModulePattern.MaxIndexes];

    /// <summary>The tensor that has the name.</summary>
    public int Tensor { get; private set; } = -1;

    /// <summary>How much of the tensor's name is the name of its module.</summary>
    public int Length { get; private set; }

    public int Numbers { get; private set; }

    public void Set(int tensor, int length, ReadOnlySpan<BlockNumber> numbers, int offset)
    {
        (Tensor, Length, Numbers) = (tensor, length, numbers.Length);
        for (var place = 0; place < numbers.Length; place++)
        {
            _numbers[place] = numbers[place] with { Start = numbers[place].Start + offset };
        }
    }

    /// <summary>Whether a name differs from its own in the block numbers only. Then these go to <paramref name="found"/>.</summary>
    public bool IsLike(ReadOnlySpan<byte> own, ReadOnlySpan<byte> other, Span<BlockNumber> found)
    {
        if (own.Length != other.Length)
        {
            return false;
        }

        var from = 0;
        for (var place = 0; place < Numbers; place++)
        {
            var (start, length, _) = _numbers[place];
            if (!own[from..start].SequenceEqual(other[from..start]) || !TryRead(other.Slice(start, length), out var value))
            {
                return false;
            }

            found[place] = new(start, length, value);
            from = start + length;
        }

        return own[from..].SequenceEqual(other[from..]);
    }

    private static bool TryRead(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if ((uint)(digit - '0') > 9)
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}

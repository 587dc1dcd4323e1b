namespace Lora.Inspection.Identification;

/// <summary>
/// The last name that was parsed to a pattern. The next module of the pattern usually has the same name with other numbers in the same places, and checking that is much faster
/// than parsing the name.
/// </summary>
internal sealed class SeenName
{
    private readonly BlockNumber[] _numbers = new BlockNumber[ModulePattern.MaxIndexes];

    /// <summary>Gets the index of the tensor with the name.</summary>
    public int Tensor { get; private set; } = -1;

    /// <summary>Gets the length of the module name in the name of the tensor.</summary>
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

    /// <summary>Returns whether a name differs from this one only in block numbers, and writes these to <paramref name="found"/>.</summary>
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

namespace Lora.Inspection.Identification;

/// <summary>Converts the name of a module to its pattern.</summary>
internal static class NameCollapser
{
    /// <summary>Longer names are truncated; no trainer writes such names.</summary>
    public const int MaxLength = 384;

    /// <summary>Writes the pattern of <paramref name="module"/> to <paramref name="target"/> and its block numbers to <paramref name="numbers"/>.</summary>
    public static (int Length, int Numbers) Collapse(ReadOnlySpan<byte> module, Span<byte> target, Span<BlockNumber> numbers)
    {
        module = module[..Math.Min(module.Length, MaxLength)];
        var (length, count, position) = (0, 0, 0);
        while (true)
        {
            var digits = module[position..].IndexOfAnyInRange((byte)'0', (byte)'9');
            var plain = digits < 0 ? module.Length - position : digits;
            module.Slice(position, plain).CopyTo(target[length..]);
            (position, length) = (position + plain, length + plain);
            if (digits < 0)
            {
                break;
            }

            var run = module[position..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            var end = run < 0 ? module.Length : position + run;
            if (IsIndex(module, position, end, count) && count < numbers.Length && end - position <= 9)
            {
                target[length++] = (byte)'#';
                numbers[count++] = new(position, end - position, Number(module[position..end]));
            }
            else
            {
                module[position..end].CopyTo(target[length..]);
                length += end - position;
            }

            position = end;
        }

        var written = target[..length];
        written.Replace((byte)'.', (byte)'_');
        if (module.Contains((byte)':'))
        {
            written.Replace((byte)':', (byte)'_');
        }

        return (length, count);
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private static bool IsIndex(ReadOnlySpan<byte> module, int start, int end, int before) =>
        (start == 0 || IsSeparator(module[start - 1])) && (end == module.Length ? before == 0 : IsSeparator(module[end]));

    private static bool IsSeparator(byte value) => value is (byte)'.' or (byte)'_' or (byte)':';
}

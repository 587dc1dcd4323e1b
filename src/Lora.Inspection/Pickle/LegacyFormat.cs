namespace Lora.Inspection.Pickle;

/// <summary>The format of PyTorch before 1.6: five pickles in a row, then the storages.</summary>
internal static class LegacyFormat
{
    /// <summary>How many pickles it has: the magic number, the protocol, the system, the object, the keys of the storages.</summary>
    public const int Pickles = 5;

    /// <summary>Which of them is the object, counted from 0.</summary>
    public const int ObjectPickle = 3;

    /// <summary>Gets the number that the first pickle is, as it stands in the file.</summary>
    public static ReadOnlySpan<byte> Magic => [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    /// <summary>Gets the same number as the oldest protocols write it.</summary>
    public static ReadOnlySpan<byte> MagicDigits => "119547037146038801333356"u8;

    /// <summary>Gets the symbol of that number.</summary>
    public static PickleValue MagicValue { get; } = new(new object());

    /// <summary>
    /// How many bytes the storages take at the end of the file: each its length as 8 bytes and its numbers. Below 0 when it is not known,
    /// <see langword="null"/> when there are keys that the model does not name.
    /// </summary>
    public static long? LengthOfStorages(PickleValue keys, IReadOnlyDictionary<string, long> storages)
    {
        if (keys.Content is not PickleList list)
        {
            return null;
        }

        var total = 0L;
        foreach (var key in list.Items)
        {
            if (key.Content is not string name || !storages.TryGetValue(name, out var length))
            {
                return null;
            }

            var isKnown = total >= 0 && length >= 0 && length <= long.MaxValue - total - sizeof(long);
            total = isKnown ? total + sizeof(long) + length : -1;
        }

        return total;
    }
}

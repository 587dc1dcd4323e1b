namespace Lora.Inspection.Pickle;

/// <summary>The format of PyTorch before 1.6: five consecutive pickles, then the storages.</summary>
internal static class LegacyFormat
{
    /// <summary>The number of pickles: magic number, protocol, system, object, storage keys.</summary>
    public const int Pickles = 5;

    /// <summary>The zero-based index of the object.</summary>
    public const int ObjectPickle = 3;

    /// <summary>Gets the magic number as it is stored in the file.</summary>
    public static ReadOnlySpan<byte> Magic => [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    /// <summary>Gets the magic number as the oldest protocols write it.</summary>
    public static ReadOnlySpan<byte> MagicDigits => "119547037146038801333356"u8;

    /// <summary>Gets the symbol of the magic number.</summary>
    public static PickleValue MagicValue { get; } = new(new object());

    /// <summary>
    /// Returns the length of the storages at the end of the file in bytes, each with its length in 8 bytes and its values. Negative if it is not known;
    /// <see langword="null"/> if there are keys that the model does not name.
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

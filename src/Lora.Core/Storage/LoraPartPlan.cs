namespace Lora.Storage;

/// <summary>How a file is cut into parts. Parts are numbered from 1; all have the same size but the last, which has the rest.</summary>
/// <param name="Size">The size of the file in bytes, above 0.</param>
/// <param name="PartSize">The size of every part but the last, in bytes, above 0.</param>
public readonly record struct LoraPartPlan(long Size, long PartSize)
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>The default smallest part size: 16 MiB. S3 takes no part below 5 MiB but the last.</summary>
    public const long DefaultPartSize = 16 * Mebibyte;

    /// <summary>The most parts this toolkit cuts a file into: 1,000, which is one page of S3's ListParts and a tenth of its limit.</summary>
    public const int MaxParts = 1000;

    /// <summary>How many parts there are.</summary>
    public int Count => checked((int)((Size + PartSize - 1) / PartSize));

    /// <summary>Cuts a file of the given size into parts of at least <paramref name="smallest"/> bytes, and into <see cref="MaxParts"/> at most.</summary>
    /// <param name="size">The size of the file in bytes.</param>
    /// <param name="smallest">The smallest part size in bytes.</param>
    public static LoraPartPlan For(long size, long smallest = DefaultPartSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(smallest);
        var needed = (size + MaxParts - 1) / MaxParts;
        var rounded = (needed + Mebibyte - 1) / Mebibyte * Mebibyte;
        return new LoraPartPlan(size, needed <= smallest ? smallest : rounded);
    }

    /// <summary>Whether there is a part with that number.</summary>
    public bool Has(int number) => number >= 1 && number <= Count;

    /// <summary>Where a part begins in the file, in bytes.</summary>
    public long OffsetOf(int number) => Has(number) ? (number - 1) * PartSize : throw new ArgumentOutOfRangeException(nameof(number));

    /// <summary>How many bytes a part has.</summary>
    public long SizeOf(int number) => Math.Min(PartSize, Size - OffsetOf(number));
}

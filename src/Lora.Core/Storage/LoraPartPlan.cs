namespace Lora.Storage;

/// <summary>How a file is divided into parts. Parts are numbered from 1 and have the same size, except for the last part, which has the remaining bytes.</summary>
/// <param name="Size">The size of the file in bytes, greater than 0.</param>
/// <param name="PartSize">The size of every part except the last one, in bytes, greater than 0.</param>
public readonly record struct LoraPartPlan(long Size, long PartSize)
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>The default minimum part size: 16 MiB. S3 requires at least 5 MiB for every part except the last one.</summary>
    public const long DefaultPartSize = 16 * Mebibyte;

    /// <summary>The maximum number of parts of a file: 1,000, which is one page of S3's ListParts and a tenth of its limit.</summary>
    public const int MaxParts = 1000;

    /// <summary>Gets the number of parts.</summary>
    public int Count => checked((int)((Size + PartSize - 1) / PartSize));

    /// <summary>Returns a plan with parts of at least <paramref name="smallest"/> bytes, and at most <see cref="MaxParts"/> parts.</summary>
    /// <param name="size">The size of the file in bytes.</param>
    /// <param name="smallest">The minimum part size in bytes.</param>
    public static LoraPartPlan For(long size, long smallest = DefaultPartSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(smallest);
        var needed = (size + MaxParts - 1) / MaxParts;
        var rounded = (needed + Mebibyte - 1) / Mebibyte * Mebibyte;
        return new LoraPartPlan(size, needed <= smallest ? smallest : rounded);
    }

    /// <summary>Returns whether there is a part with this number.</summary>
    public bool Has(int number) => number >= 1 && number <= Count;

    /// <summary>Returns the offset of a part in the file, in bytes.</summary>
    public long OffsetOf(int number) => Has(number) ? (number - 1) * PartSize : throw new ArgumentOutOfRangeException(nameof(number));

    /// <summary>Returns the size of a part, in bytes.</summary>
    public long SizeOf(int number) => Math.Min(PartSize, Size - OffsetOf(number));
}

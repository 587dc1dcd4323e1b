namespace Lora.Inspection.Pickle;

/// <summary>An entry of a ZIP as the central directory, or a header that is not in it, describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NameLength">The length of the name in bytes.</param>
/// <param name="Flags">Its flags.</param>
/// <param name="Method">How it is packed: 0 not at all, 8 deflate.</param>
/// <param name="PackedLength">How many bytes it takes in the file.</param>
/// <param name="Length">How many bytes it has unpacked.</param>
/// <param name="HeaderOffset">Where its own header stands in the file.</param>
internal sealed record ZipEntry(string Name, int NameLength, int Flags, int Method, long PackedLength, long Length, long HeaderOffset)
{
    /// <summary>The length of the fixed part of the header before the data.</summary>
    public const int LocalHeaderLength = 30;

    /// <summary>The flag that says that the header before the data does not have its lengths.</summary>
    public const int LengthsFollow = 8;

    public bool IsEncrypted => (Flags & 1) != 0;

    public bool IsPackedAsUsual => Method is 0 or 8;

    /// <summary>Gets whether the name ends or is parted differently in some programs.</summary>
    public bool IsNamedOddly => Name.AsSpan().IndexOfAny('\0', '\\') >= 0;

    /// <summary>Gets the most bytes that may follow the data: its lengths, where the header before it does not have them.</summary>
    public int LongestDescriptor => (Flags & LengthsFollow) != 0 ? 24 : 0;

    public bool IsFolder => Name.EndsWith('/') && Length == 0;

    public bool IsModel => string.Equals(FileName, "data.pkl", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets where the data can begin at the earliest, were there no extra fields.</summary>
    public long EarliestData => HeaderOffset + LocalHeaderLength + NameLength;

    /// <summary>Whether header and data lie before a place in the file.</summary>
    public bool FitsBefore(long end) => HeaderOffset <= end && EarliestData <= end && PackedLength <= end - EarliestData;

    private string FileName => Name[(Name.LastIndexOf('/') + 1)..];
}

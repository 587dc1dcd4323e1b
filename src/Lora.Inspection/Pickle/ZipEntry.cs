namespace Lora.Inspection.Pickle;

/// <summary>A ZIP entry as described by the central directory or a local header.</summary>
/// <param name="Name">The name.</param>
/// <param name="NameLength">The length of the name in bytes.</param>
/// <param name="Flags">The flags.</param>
/// <param name="Method">The compression method: 0 for none, 8 for deflate.</param>
/// <param name="PackedLength">The compressed length in bytes.</param>
/// <param name="Length">The decompressed length in bytes.</param>
/// <param name="HeaderOffset">The position of the local header in the file.</param>
internal sealed record ZipEntry(string Name, int NameLength, int Flags, int Method, long PackedLength, long Length, long HeaderOffset)
{
    /// <summary>The length of the fixed part of a local header.</summary>
    public const int LocalHeaderLength = 30;

    /// <summary>The flag that the lengths follow the data.</summary>
    public const int LengthsFollow = 8;

    public bool IsEncrypted => (Flags & 1) != 0;

    public bool IsPackedAsUsual => Method is 0 or 8;

    /// <summary>Gets whether some programs read the name differently.</summary>
    public bool IsNamedOddly => Name.AsSpan().IndexOfAny('\0', '\\') >= 0;

    /// <summary>Gets the maximum length of the descriptor after the data.</summary>
    public int LongestDescriptor => (Flags & LengthsFollow) != 0 ? 24 : 0;

    public bool IsFolder => Name.EndsWith('/') && Length == 0;

    public bool IsModel => string.Equals(FileName, "data.pkl", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the earliest possible position of the data, without extra fields.</summary>
    public long EarliestData => HeaderOffset + LocalHeaderLength + NameLength;

    /// <summary>Returns whether header and data are before a position in the file.</summary>
    public bool FitsBefore(long end) => HeaderOffset <= end && EarliestData <= end && PackedLength <= end - EarliestData;

    private string FileName => Name[(Name.LastIndexOf('/') + 1)..];
}

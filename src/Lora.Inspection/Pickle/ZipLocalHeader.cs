namespace Lora.Inspection.Pickle;

/// <summary>The local header of a ZIP entry.</summary>
/// <param name="Entry">The entry that the header describes.</param>
/// <param name="DataOffset">The position of the data in the file.</param>
internal sealed record ZipLocalHeader(ZipEntry Entry, long DataOffset)
{
    /// <summary>Returns whether it contradicts the central directory, so that programs read different files.</summary>
    public bool Contradicts(ZipEntry listed) =>
        (Entry.NameLength <= 256 && !string.Equals(Entry.Name, listed.Name, StringComparison.Ordinal))
        || Entry.NameLength != listed.NameLength
        || Entry.Method != listed.Method
        || ((Entry.Flags & ZipEntry.LengthsFollow) == 0 && (Differs(Entry.PackedLength, listed.PackedLength) || Differs(Entry.Length, listed.Length)));

    private static bool Differs(long here, long listed) => here != uint.MaxValue && here != listed;
}

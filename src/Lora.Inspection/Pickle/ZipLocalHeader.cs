namespace Lora.Inspection.Pickle;

/// <summary>The header before the data of an entry.</summary>
/// <param name="Entry">The entry as this header describes it.</param>
/// <param name="DataOffset">Where the data begins in the file.</param>
internal sealed record ZipLocalHeader(ZipEntry Entry, long DataOffset)
{
    /// <summary>Whether it says something else than the central directory does, so that readers see different files.</summary>
    public bool Contradicts(ZipEntry listed) =>
        (Entry.NameLength <= 256 && !string.Equals(Entry.Name, listed.Name, StringComparison.Ordinal))
        || Entry.NameLength != listed.NameLength
        || Entry.Method != listed.Method
        || ((Entry.Flags & ZipEntry.LengthsFollow) == 0 && (Differs(Entry.PackedLength, listed.PackedLength) || Differs(Entry.Length, listed.Length)));

    private static bool Differs(long here, long listed) => here != uint.MaxValue && here != listed;
}

namespace Lora.Inspection;

/// <summary>Some bytes of a file.</summary>
/// <param name="Offset">Where they begin, counted from the start of the file.</param>
/// <param name="Length">How many they are.</param>
public readonly record struct LoraByteRange(long Offset, long Length)
{
    /// <summary>The offset of the first byte after them.</summary>
    public long End => Offset + Length;
}

namespace Lora.Inspection.Sources;

/// <summary>A range of bytes in a file.</summary>
/// <param name="Offset">The position of the first byte.</param>
/// <param name="Length">The number of bytes.</param>
internal readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>Gets the position after the last byte.</summary>
    public long End => Offset + Length;
}

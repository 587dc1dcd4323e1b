using System.Diagnostics.CodeAnalysis;

namespace Lora.Inspection.Sources;

/// <summary>The exception that is thrown if an inspection needs bytes that are not available. The caller can supply them and try again.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "Internal, and always about a range.")]
internal sealed class MissingBytesException(ByteRange range) : IOException($"The {range.Length} bytes from {range.Offset} are not available.")
{
    /// <summary>Gets the bytes that are needed.</summary>
    public ByteRange Range { get; } = range;
}

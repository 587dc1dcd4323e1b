namespace Lora.Inspection;

/// <summary>Bytes of a file are needed that are not at hand. Whoever has the file can supply them and try again.</summary>
public sealed class MissingBytesException : IOException
{
    /// <summary>Bytes are missing, and it is not known which.</summary>
    public MissingBytesException()
        : this(default(LoraByteRange))
    {
    }

    /// <summary>Bytes are missing, and it is not known which.</summary>
    /// <param name="message">What happened.</param>
    public MissingBytesException(string message)
        : base(message)
    {
    }

    /// <summary>Bytes are missing, and it is not known which.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Why.</param>
    public MissingBytesException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Bytes are missing.</summary>
    /// <param name="range">Which ones.</param>
    public MissingBytesException(LoraByteRange range)
        : base($"The {range.Length} bytes from {range.Offset} on are not at hand.") => Range = range;

    /// <summary>The bytes that are needed.</summary>
    public LoraByteRange Range { get; }

    /// <summary>Where they begin, counted from the start of the file.</summary>
    public long Offset => Range.Offset;

    /// <summary>How many are needed.</summary>
    public long Length => Range.Length;
}

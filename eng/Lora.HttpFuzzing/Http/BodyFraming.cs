namespace Lora.HttpFuzzing.Http;

/// <summary>How the end of a body is announced.</summary>
internal enum BodyFraming
{
    /// <summary>By its length.</summary>
    Length,

    /// <summary>By chunks.</summary>
    Chunks,

    /// <summary>By no header at all: the bytes are read as another request.</summary>
    None,

    /// <summary>By a length that is shorter than the body.</summary>
    TooShort,

    /// <summary>By a length that is longer than what is sent before the connection is closed for sending.</summary>
    TooLong,

    /// <summary>By a length that is not a number of bytes.</summary>
    Invalid,

    /// <summary>By a length and chunks at once.</summary>
    Both,

    /// <summary>By chunks that are not encoded as chunks are.</summary>
    BrokenChunks,

    /// <summary>By chunks whose last one never comes.</summary>
    CutChunks,

    /// <summary>By an encoding no server knows.</summary>
    UnknownEncoding,
}

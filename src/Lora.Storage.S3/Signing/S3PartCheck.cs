namespace Lora.Storage.S3.Signing;

/// <summary>How the server detects a part whose content does not match its declared SHA-256.</summary>
internal enum S3PartCheck
{
    /// <summary>The server does not; this application compares the bytes that pass through it.</summary>
    None = 0,

    /// <summary>The signature covers the digest.</summary>
    Payload = 1,

    /// <summary>A checksum header has the digest, and the server stores it.</summary>
    Checksum = 2,
}

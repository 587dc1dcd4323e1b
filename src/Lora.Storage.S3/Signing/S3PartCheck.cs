namespace Lora.Storage.S3.Signing;

/// <summary>How the server is made to refuse a part whose bytes have another digest than it was announced with.</summary>
internal enum S3PartCheck
{
    /// <summary>It is not; this application compares where bytes pass through it.</summary>
    None = 0,

    /// <summary>The signature covers the digest.</summary>
    Payload = 1,

    /// <summary>A header carries the digest, which the server keeps.</summary>
    Checksum = 2,
}

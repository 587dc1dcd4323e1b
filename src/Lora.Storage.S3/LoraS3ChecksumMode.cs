namespace Lora;

/// <summary>Specifies when requests have the newer S3 checksums in addition to their signature.</summary>
public enum LoraS3ChecksumMode
{
    /// <summary>
    /// Only where S3 requires them. Every S3-compatible server accepts this. Instead, the signature covers the SHA-256 of a part, on servers that verify it.
    /// </summary>
    WhenRequired = 0,

    /// <summary>
    /// Wherever S3 supports them, as is the default of the AWS SDK. The server verifies and stores the SHA-256 of every part, and returns one for the whole object.
    /// Many S3-compatible servers reject such requests or store the encoded request body as the content.
    /// </summary>
    WhenSupported = 1,
}

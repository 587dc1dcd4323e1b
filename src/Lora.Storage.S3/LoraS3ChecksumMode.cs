namespace Lora;

/// <summary>When requests carry the newer S3 checksums beside their signature.</summary>
public enum LoraS3ChecksumMode
{
    /// <summary>
    /// Only where S3 demands them. Every S3-compatible server takes this. The SHA-256 a part must have is then what its signature covers, where the server compares that.
    /// </summary>
    WhenRequired = 0,

    /// <summary>
    /// Wherever S3 supports them: the default of the AWS SDK. The server compares the SHA-256 of every part and keeps it, and tells one of the whole.
    /// Many S3-compatible servers refuse it or, worse, store what they do not understand.
    /// </summary>
    WhenSupported = 1,
}

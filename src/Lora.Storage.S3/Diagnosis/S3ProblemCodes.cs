namespace Lora.Storage.S3.Diagnosis;

/// <summary>The codes of problems with a bucket. The codes are stable; the messages may change.</summary>
internal static class S3ProblemCodes
{
    /// <summary>The server does not respond or is not an S3 server.</summary>
    public const string Unreachable = "bucket.unreachable";

    /// <summary>The bucket does not exist.</summary>
    public const string Missing = "bucket.missing";

    /// <summary>The bucket is in another region.</summary>
    public const string Region = "bucket.region";

    /// <summary>There are no credentials, or the server rejects them.</summary>
    public const string Credentials = "bucket.credentials";

    /// <summary>The clocks of this machine and the server differ.</summary>
    public const string Clock = "bucket.clock";

    /// <summary>The credentials may not list the bucket.</summary>
    public const string List = "bucket.list";

    /// <summary>The credentials may not read objects.</summary>
    public const string Read = "bucket.read";

    /// <summary>The credentials may not write objects.</summary>
    public const string Write = "bucket.write";

    /// <summary>The credentials may not delete objects.</summary>
    public const string Delete = "bucket.delete";

    /// <summary>The credentials may not abort uploads.</summary>
    public const string Abort = "bucket.abort";

    /// <summary>The bucket keeps deleted objects as old versions.</summary>
    public const string Versioning = "bucket.versioning";

    /// <summary>The server does not verify checksums as configured.</summary>
    public const string Checksums = "bucket.checksums";

    /// <summary>This application cannot sign the requests that the configuration needs.</summary>
    public const string Signing = "bucket.signing";

    /// <summary>The part size is above the server's limit.</summary>
    public const string PartSize = "bucket.part_size";

    /// <summary>Browsers may not upload to the bucket.</summary>
    public const string Cors = "bucket.cors";

    /// <summary>The bucket does not abort abandoned uploads, or aborts them too early.</summary>
    public const string Rules = "bucket.rules";
}

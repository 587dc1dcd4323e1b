namespace Lora;

/// <summary>The stable codes of what can be wrong with a bucket. Programs may rely on them; the sentences beside them may change.</summary>
public static class LoraS3ProblemCodes
{
    /// <summary>The server does not answer, or is none of S3.</summary>
    public const string Unreachable = "bucket.unreachable";

    /// <summary>There is no such bucket.</summary>
    public const string Missing = "bucket.missing";

    /// <summary>The bucket is in another region.</summary>
    public const string Region = "bucket.region";

    /// <summary>There are no credentials, or the server does not accept them.</summary>
    public const string Credentials = "bucket.credentials";

    /// <summary>The clocks of this machine and the server differ.</summary>
    public const string Clock = "bucket.clock";

    /// <summary>The bucket may not be listed.</summary>
    public const string List = "bucket.list";

    /// <summary>Objects may not be read.</summary>
    public const string Read = "bucket.read";

    /// <summary>Objects may not be written.</summary>
    public const string Write = "bucket.write";

    /// <summary>Objects may not be deleted.</summary>
    public const string Delete = "bucket.delete";

    /// <summary>Uploads may not be thrown away.</summary>
    public const string Abort = "bucket.abort";

    /// <summary>The bucket keeps what is deleted, as old versions.</summary>
    public const string Versioning = "bucket.versioning";

    /// <summary>The server does not check what it is told to check.</summary>
    public const string Checksums = "bucket.checksums";

    /// <summary>This application cannot sign what it would have to.</summary>
    public const string Signing = "bucket.signing";

    /// <summary>The parts that files are cut into are smaller or larger than the server takes.</summary>
    public const string PartSize = "bucket.part_size";

    /// <summary>Browsers may not send parts to the bucket.</summary>
    public const string Cors = "bucket.cors";

    /// <summary>Nothing removes uploads that nobody finishes, or it removes them too soon.</summary>
    public const string Rules = "bucket.rules";
}

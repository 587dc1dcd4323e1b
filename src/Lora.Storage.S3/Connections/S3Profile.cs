using Amazon.Runtime;

namespace Lora.Storage.S3.Connections;

/// <summary>The capabilities of one kind of server. Everything that differs between servers is here.</summary>
internal sealed record S3Profile
{
    private const string AnyRegion = "us-east-1";
    private const string RunPodHost = "s3api-";
    private const string RunPodDomain = ".runpod.io";
    private const long Gibibyte = 1024L * 1024 * 1024;

    /// <summary>The name of the server in messages.</summary>
    public required string Name { get; init; }

    /// <summary>When requests have the newer S3 checksums.</summary>
    public RequestChecksumCalculation ChecksumMode { get; init; } = RequestChecksumCalculation.WHEN_REQUIRED;

    /// <summary>Whether URLs are path-style.</summary>
    public bool PathStyle { get; init; } = true;

    /// <summary>Returns the region for the server's host, or <see langword="null"/> if the SDK determines it.</summary>
    public Func<string?, string?> Region { get; init; } = static _ => AnyRegion;

    /// <summary>Whether the server accepts presigned URLs.</summary>
    public bool AcceptsSignedUrls { get; init; } = true;

    /// <summary>Whether the server compares a payload with the hash that the signature covers.</summary>
    public bool ChecksPayload { get; init; } = true;

    /// <summary>The largest part, in bytes.</summary>
    public long LargestPart { get; init; } = 5 * Gibibyte;

    /// <summary>Whether the server lists uploads by prefix. Otherwise it lists only those of a complete key, or all of them.</summary>
    public bool ListsUploadsByFolder { get; init; } = true;

    /// <summary>Whether a bucket can have CORS rules.</summary>
    public bool HasCorsRules { get; init; } = true;

    /// <summary>Whether a bucket can have a lifecycle rule that aborts abandoned uploads.</summary>
    public bool HasUploadRules { get; init; } = true;

    /// <summary>How many times longer than other operations CompleteMultipartUpload may take.</summary>
    public int CompleteTimeoutFactor { get; init; } = 5;

    private static S3Profile Aws { get; } = new()
    {
        Name = "Amazon S3",
        ChecksumMode = RequestChecksumCalculation.WHEN_SUPPORTED,
        PathStyle = false,
        Region = static _ => null,
    };

    private static S3Profile Compatible { get; } = new() { Name = "an S3-compatible server" };

    private static S3Profile Modern { get; } = new() { Name = "a modern S3-compatible server", ChecksumMode = RequestChecksumCalculation.WHEN_SUPPORTED };

    private static S3Profile Minio { get; } = new() { Name = "MinIO", ListsUploadsByFolder = false, HasUploadRules = false };

    private static S3Profile CloudflareR2 { get; } = new() { Name = "Cloudflare R2", Region = static _ => "auto", ChecksPayload = false };

    private static S3Profile RunPod { get; } = new()
    {
        Name = "a RunPod network volume",
        Region = DatacenterOf,
        AcceptsSignedUrls = false,
        ChecksPayload = false,
        LargestPart = 500_000_000,
        HasCorsRules = false,
        HasUploadRules = false,
        CompleteTimeoutFactor = 30,
    };

    public static S3Profile Of(LoraS3Profile profile, string? serviceUrl) => profile switch
    {
        LoraS3Profile.Aws => Aws,
        LoraS3Profile.Compatible => Compatible,
        LoraS3Profile.Modern => Modern,
        LoraS3Profile.RunPod => RunPod,
        LoraS3Profile.CloudflareR2 => CloudflareR2,
        LoraS3Profile.Minio => Minio,
        _ => OfHost(HostOf(serviceUrl)),
    };

    public static string? HostOf(string? serviceUrl) => Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address) ? address.Host : null;

    private static S3Profile OfHost(string? host) => host switch
    {
        null => Aws,
        _ when EndsWith(host, ".amazonaws.com") || EndsWith(host, ".amazonaws.com.cn") => Aws,
        _ when IsRunPod(host) => RunPod,
        _ when EndsWith(host, ".r2.cloudflarestorage.com") => CloudflareR2,
        _ => Compatible,
    };

    /// <summary>Returns RunPod's region, which is the data center in the host name: <c>s3api-eu-ro-1.runpod.io</c> is in EU-RO-1.</summary>
    private static string DatacenterOf(string? host) => host is not null && IsRunPod(host)
        ? host[RunPodHost.Length..^RunPodDomain.Length].ToUpperInvariant()
        : AnyRegion;

    private static bool IsRunPod(string host) =>
        host.StartsWith(RunPodHost, StringComparison.OrdinalIgnoreCase) && EndsWith(host, RunPodDomain) && host.Length > RunPodHost.Length + RunPodDomain.Length;

    private static bool EndsWith(string host, string domain) => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase);
}

namespace Lora.Storage.S3.Connections;

/// <summary>What there is to know about a kind of server. All of it is here.</summary>
internal sealed record S3Profile
{
    private const string AnyRegion = "us-east-1";
    private const string RunPodHost = "s3api-";
    private const string RunPodDomain = ".runpod.io";
    private const long Gibibyte = 1024L * 1024 * 1024;

    /// <summary>What it is called in messages.</summary>
    public required string Name { get; init; }

    /// <summary>When requests carry the newer checksums.</summary>
    public LoraS3ChecksumMode ChecksumMode { get; init; } = LoraS3ChecksumMode.WhenRequired;

    /// <summary>Whether the bucket stands in the path of an address.</summary>
    public bool PathStyle { get; init; } = true;

    /// <summary>The region, by the server's host; <see langword="null"/> where the SDK knows it.</summary>
    public Func<string?, string?> Region { get; init; } = static _ => AnyRegion;

    /// <summary>Whether it takes requests that are signed in their address.</summary>
    public bool TakesSignedUrls { get; init; } = true;

    /// <summary>Whether it compares a payload with the hash that its signature covers.</summary>
    public bool ChecksPayload { get; init; } = true;

    /// <summary>The largest part, in bytes.</summary>
    public long LargestPart { get; init; } = 5 * Gibibyte;

    /// <summary>Whether it lists the uploads under a folder. Otherwise only those of a whole key, or all of them.</summary>
    public bool ListsUploadsByFolder { get; init; } = true;

    /// <summary>Whether a bucket can have CORS rules.</summary>
    public bool HasCorsRules { get; init; } = true;

    /// <summary>Whether a bucket can have a rule that removes abandoned uploads.</summary>
    public bool HasUploadRules { get; init; } = true;

    /// <summary>How many times longer than any other answer that to Complete may take.</summary>
    public int Patience { get; init; } = 5;

    private static S3Profile Aws { get; } = new()
    {
        Name = "Amazon S3",
        ChecksumMode = LoraS3ChecksumMode.WhenSupported,
        PathStyle = false,
        Region = static _ => null,
    };

    private static S3Profile Compatible { get; } = new() { Name = "an S3-compatible server" };

    private static S3Profile Modern { get; } = new() { Name = "a modern S3-compatible server", ChecksumMode = LoraS3ChecksumMode.WhenSupported };

    private static S3Profile Minio { get; } = new() { Name = "MinIO", ListsUploadsByFolder = false, HasUploadRules = false };

    private static S3Profile CloudflareR2 { get; } = new() { Name = "Cloudflare R2", Region = static _ => "auto", ChecksPayload = false };

    private static S3Profile RunPod { get; } = new()
    {
        Name = "a RunPod network volume",
        Region = DatacenterOf,
        TakesSignedUrls = false,
        ChecksPayload = false,
        LargestPart = 500_000_000,
        HasCorsRules = false,
        HasUploadRules = false,
        Patience = 30,
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

    /// <summary>RunPod's region is the datacenter, which stands in the host's name: <c>s3api-eu-ro-1.runpod.io</c> is in EU-RO-1.</summary>
    private static string DatacenterOf(string? host) => host is not null && IsRunPod(host)
        ? host[RunPodHost.Length..^RunPodDomain.Length].ToUpperInvariant()
        : AnyRegion;

    private static bool IsRunPod(string host) =>
        host.StartsWith(RunPodHost, StringComparison.OrdinalIgnoreCase) && EndsWith(host, RunPodDomain) && host.Length > RunPodHost.Length + RunPodDomain.Length;

    private static bool EndsWith(string host, string domain) => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase);
}

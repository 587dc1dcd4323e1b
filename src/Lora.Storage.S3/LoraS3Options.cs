using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace Lora;

/// <summary>Which S3 bucket LoRA files are kept in, and how it is reached. Checked when the application starts; every fault is named at once.</summary>
public sealed class LoraS3Options
{
    /// <summary>The bucket. Required.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>
    /// The address of an S3-compatible server, such as <c>http://127.0.0.1:9000</c>; <see langword="null"/> (default) for AWS.
    /// </summary>
    public string? ServiceUrl { get; set; }

    /// <summary>Which kind of server it is. Default: <see cref="LoraS3Profile.Auto"/>, by the host of <see cref="ServiceUrl"/>.</summary>
    public LoraS3Profile Profile { get; set; }

    /// <summary>
    /// The region, such as <c>eu-central-1</c>. Default: on AWS what the AWS SDK finds in the environment, on RunPod the datacenter in the host's name, on
    /// Cloudflare R2 <c>auto</c>, elsewhere <c>us-east-1</c>, which most servers expect.
    /// </summary>
    public string? Region { get; set; }

    /// <summary>The access key. Default: <see langword="null"/>, the AWS SDK looks for credentials (environment, profile, role of the machine).</summary>
    public string? AccessKey { get; set; }

    /// <summary>The secret that belongs to <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; set; }

    /// <summary>
    /// Credentials of the AWS SDK, such as those of a role that is assumed for a time, instead of <see cref="AccessKey"/>. Beside <see cref="ClientFactory"/> they must
    /// be those of its client, which keeps them to itself: without them this application cannot sign what the SDK does not, so the server does not check
    /// the digests of parts, and servers that take no signed URLs cannot be used. Default: <see langword="null"/>.
    /// </summary>
    public AWSCredentials? Credentials { get; set; }

    /// <summary>
    /// Whether the bucket stands in the path of an address (<c>host/bucket/key</c>) rather than in the host name.
    /// Default: what <see cref="Profile"/> says, which is no on AWS and yes elsewhere.
    /// </summary>
    public bool? ForcePathStyle { get; set; }

    /// <summary>
    /// When requests carry the newer checksums. Default: what <see cref="Profile"/> says, which is <see cref="LoraS3ChecksumMode.WhenSupported"/> on AWS and
    /// <see cref="LoraS3Profile.Modern"/> servers, <see cref="LoraS3ChecksumMode.WhenRequired"/> elsewhere. Uploads under way must be completed before it changes.
    /// </summary>
    public LoraS3ChecksumMode? ChecksumMode { get; set; }

    /// <summary>
    /// The address under which browsers and engines reach the server, when this application reaches it under another one. Presigned URLs are made for it.
    /// Default: <see langword="null"/>, the same.
    /// </summary>
    public string? PublicServiceUrl { get; set; }

    /// <summary>
    /// How long the server may take to answer, or to take the next bytes, before it counts as unreachable. Default: 1 minute; putting a file's parts
    /// together may take five times as long, on RunPod thirty times. A slow sender is not limited by this.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The proxy to go through. Default: <see langword="null"/>, none, whatever the environment says.</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>Whether to create the bucket at start when it does not exist. Handy in development. Default: no.</summary>
    public bool CreateBucket { get; set; }

    /// <summary>
    /// Makes the client, for hosts that have their own. It then decides about address, region and path style, so none of those may be set here; give its credentials
    /// as <see cref="Credentials"/> too. Default: <see langword="null"/>, a client is made of the other options.
    /// </summary>
    public Func<IServiceProvider, IAmazonS3>? ClientFactory { get; set; }
}

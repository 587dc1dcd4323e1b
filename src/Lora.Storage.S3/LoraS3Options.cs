using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace Lora;

/// <summary>The options of the S3 bucket that stores LoRA files. They are validated at startup, and all errors are reported together.</summary>
public sealed class LoraS3Options
{
    /// <summary>Gets or sets the name of the bucket. Required.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>
    /// Gets or sets the URL of an S3-compatible server, such as <c>http://127.0.0.1:9000</c>. Default: <see langword="null"/>, AWS.
    /// </summary>
    public string? ServiceUrl { get; set; }

    /// <summary>Gets or sets the kind of server. Default: <see cref="LoraS3Profile.Auto"/>, which detects it by the host of <see cref="ServiceUrl"/>.</summary>
    public LoraS3Profile Profile { get; set; }

    /// <summary>
    /// Gets or sets the region, such as <c>eu-central-1</c>. Default: on AWS the one that the AWS SDK finds in the environment, on RunPod the data center in the host name, on
    /// Cloudflare R2 <c>auto</c>, otherwise <c>us-east-1</c>, which most servers expect.
    /// </summary>
    public string? Region { get; set; }

    /// <summary>Gets or sets the access key. Default: <see langword="null"/>; the AWS SDK resolves credentials (environment, profile, role of the machine).</summary>
    public string? AccessKey { get; set; }

    /// <summary>Gets or sets the secret key that belongs to <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; set; }

    /// <summary>
    /// Gets or sets credentials of the AWS SDK, such as those of an assumed role, instead of <see cref="AccessKey"/>. With <see cref="ClientFactory"/> they must be the
    /// credentials of its client, which does not expose them. Without them this application cannot sign what the SDK does not, so the server does not verify
    /// the digests of parts, and servers that don't accept signed URLs cannot be used. Default: <see langword="null"/>.
    /// </summary>
    public AWSCredentials? Credentials { get; set; }

    /// <summary>
    /// Gets or sets whether URLs are path-style (<c>host/bucket/key</c>) instead of having the bucket in the host name.
    /// Default: the value of the <see cref="Profile"/>, which is <see langword="false"/> for AWS and <see langword="true"/> for all others.
    /// </summary>
    public bool? ForcePathStyle { get; set; }

    /// <summary>
    /// Gets or sets when requests have the newer S3 checksums in addition to their signature. <see cref="RequestChecksumCalculation.WHEN_SUPPORTED"/>: the server verifies and stores
    /// the SHA-256 of every part; many S3-compatible servers reject such requests or store the encoded request body as the content.
    /// <see cref="RequestChecksumCalculation.WHEN_REQUIRED"/>: every server accepts this; the signature covers the SHA-256 of a part, on servers that verify it.
    /// Default: the value of the <see cref="Profile"/>, which is the former for AWS and <see cref="LoraS3Profile.Modern"/> servers, and the latter for all others. Complete all
    /// uploads before you change it.
    /// </summary>
    public RequestChecksumCalculation? ChecksumMode { get; set; }

    /// <summary>
    /// Gets or sets the URL at which browsers and engines reach the server, if it differs from <see cref="ServiceUrl"/>. Presigned URLs use it.
    /// Default: <see langword="null"/>, the same URL.
    /// </summary>
    public string? PublicServiceUrl { get; set; }

    /// <summary>
    /// Gets or sets how long the server may take to respond, or to accept the next bytes, before it is considered unreachable. Default: 1 minute. Completing an
    /// upload may take five times as long, on RunPod thirty times. A slow sender is not limited by this.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets the proxy. Default: <see langword="null"/>, no proxy; proxy environment variables are ignored.</summary>
    public IWebProxy? Proxy { get; set; }

    /// <summary>Gets or sets whether to create the bucket at startup if it does not exist. Useful in development. Default: <see langword="false"/>.</summary>
    public bool CreateBucket { get; set; }

    /// <summary>
    /// Gets or sets a function that creates the client, for hosts that have their own. The client then determines URL, region and path style, so none of them may be set here.
    /// Set <see cref="Credentials"/> to its credentials as well. Default: <see langword="null"/>; a client is created from the other options.
    /// </summary>
    public Func<IServiceProvider, IAmazonS3>? ClientFactory { get; set; }
}

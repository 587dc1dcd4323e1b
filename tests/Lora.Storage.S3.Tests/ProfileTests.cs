using Amazon.Runtime;
using Lora.Storage.S3.Connections;
using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>How the address and the credentials determine requests.</summary>
public sealed class ProfileTests
{
    private static readonly LoraPartPlan Plan = new(1000, 1000);
    private static readonly string Digest = new('a', LoraPartDigests.Length);

    [Theory]
    [InlineData(null, "https://bucket.s3.eu-central-1.amazonaws.com/a.ckpt?", "/eu-central-1/s3/", "x-amz-checksum-sha256")]
    [InlineData("https://s3.eu-central-1.amazonaws.com", "https://bucket.s3.eu-central-1.amazonaws.com/a.ckpt?", "/eu-central-1/s3/", "x-amz-checksum-sha256")]
    [InlineData("https://0123.r2.cloudflarestorage.com", "https://0123.r2.cloudflarestorage.com/bucket/a.ckpt?", "/auto/s3/", null)]
    [InlineData("https://0123.eu.r2.cloudflarestorage.com", "https://0123.eu.r2.cloudflarestorage.com/bucket/a.ckpt?", "/auto/s3/", null)]
    [InlineData("http://127.0.0.1:9000", "http://127.0.0.1:9000/bucket/a.ckpt?", "/us-east-1/s3/", "x-amz-content-sha256")]
    [InlineData("https://ceph.example", "https://ceph.example/bucket/a.ckpt?", "/us-east-1/s3/", "x-amz-content-sha256")]
    public async Task Profile_is_detected_by_host(string? serviceUrl, string address, string scope, string? header)
    {
        var part = await SignAsync(options =>
        {
            options.ServiceUrl = serviceUrl;
            options.Region = serviceUrl is null || serviceUrl.Contains("amazonaws", StringComparison.Ordinal) ? "eu-central-1" : null;
        });
        Assert.StartsWith(address, part.Url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString(scope), part.Url.Query, StringComparison.Ordinal);
        Assert.Equal(header is null ? [] : [header], part.Headers.Keys);
    }

    [Theory]
    [InlineData("https://s3api-eu-ro-1.runpod.io", "EU-RO-1")]
    [InlineData("https://s3api-us-ks-2.runpod.io/", "US-KS-2")]
    public async Task RunPod_and_its_region_are_detected_by_host(string serviceUrl, string region)
    {
        Assert.Equal(region, S3Profile.Of(LoraS3Profile.Auto, serviceUrl).Region(new Uri(serviceUrl).Host));
        await using var services = Build(options => options.ServiceUrl = serviceUrl);
        Assert.False(((IPartSigningFileStore)services.GetRequiredService<ILoraFileStore>()).CanSignParts);
    }

    [Theory]
    [InlineData("https://runpod.io")]
    [InlineData("https://s3api-eu-ro-1.runpod.io.evil.example")]
    [InlineData("https://notamazonaws.com")]
    [InlineData("https://amazonaws.com.example")]
    public async Task Similar_host_name_is_a_compatible_server(string serviceUrl) =>
        Assert.Equal(["x-amz-content-sha256"], (await SignAsync(options => options.ServiceUrl = serviceUrl)).Headers.Keys);

    [Theory]
    [InlineData(LoraS3Profile.Compatible, null, "x-amz-content-sha256")]
    [InlineData(LoraS3Profile.Minio, null, "x-amz-content-sha256")]
    [InlineData(LoraS3Profile.Modern, null, "x-amz-checksum-sha256")]
    [InlineData(LoraS3Profile.CloudflareR2, null, null)]
    [InlineData(LoraS3Profile.Compatible, RequestChecksumCalculation.WHEN_SUPPORTED, "x-amz-checksum-sha256")]
    [InlineData(LoraS3Profile.Modern, RequestChecksumCalculation.WHEN_REQUIRED, "x-amz-content-sha256")]
    [InlineData(LoraS3Profile.CloudflareR2, RequestChecksumCalculation.WHEN_SUPPORTED, "x-amz-checksum-sha256")]
    public async Task Configured_profile_wins_and_single_options_override_it(LoraS3Profile profile, RequestChecksumCalculation? mode, string? header)
    {
        var part = await SignAsync(options =>
        {
            options.ServiceUrl = "http://127.0.0.1:9000";
            options.Profile = profile;
            options.ChecksumMode = mode;
        });
        Assert.Equal(header is null ? [] : [header], part.Headers.Keys);
    }

    [Fact]
    public async Task Digest_is_sent_in_the_format_of_the_server()
    {
        Assert.Equal(Digest, (await SignAsync(options => options.ServiceUrl = "http://127.0.0.1:9000")).Headers["x-amz-content-sha256"]);
        Assert.Equal(Convert.ToBase64String(Convert.FromHexString(Digest)), (await SignAsync(options => options.Region = "eu-central-1")).Headers["x-amz-checksum-sha256"]);
    }

    [Fact]
    public async Task Session_token_is_in_every_request_and_URL()
    {
        await using var server = new ScriptedServer(_ => new ScriptedResponse(200, "", "ETag: \"abc\"\r\n"));
        await using var services = S3Services.Build(options =>
        {
            options.Bucket = "bucket";
            options.ServiceUrl = server.Address;
            options.Credentials = new SessionAWSCredentials("key", "secret", "token/+=");
        });
        var store = (IPartSigningFileStore)services.GetRequiredService<ILoraFileStore>();

        await store.PutPartAsync("a.ckpt", "some-upload", Plan, 1, new GeneratedContent(1, 1000));
        var part = await store.SignPartAsync("a.ckpt", "some-upload", Plan, 1, Digest, TimeSpan.FromHours(1));
        var read = (await ((IPresigningFileStore)store).PresignReadAsync("a.ckpt", TimeSpan.FromHours(1))).Url;

        var sent = Assert.Single(server.Requests);
        Assert.Equal("token/+=", sent.Headers["x-amz-security-token"]);
        Assert.Contains("x-amz-security-token", sent.Headers["Authorization"], StringComparison.Ordinal);
        Assert.All([part.Url, read], url => Assert.Contains("X-Amz-Security-Token=token%2F%2B%3D", url.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task URL_of_a_part_has_the_signed_values()
    {
        var part = await SignAsync(options => options.ServiceUrl = "http://127.0.0.1:9000", TimeSpan.FromMinutes(15));
        Assert.Contains("X-Amz-SignedHeaders=content-length%3Bhost%3Bx-amz-content-sha256", part.Url.Query, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Expires=900", part.Url.Query, StringComparison.Ordinal);
        Assert.Contains("partNumber=1&uploadId=a%2Bb%2F%3D", part.Url.Query, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", part.Url.AbsoluteUri, StringComparison.Ordinal);
    }

    private static async Task<LoraSignedPart> SignAsync(Action<LoraS3Options> configure, TimeSpan? lifetime = null)
    {
        await using var services = Build(configure);
        return await ((IPartSigningFileStore)services.GetRequiredService<ILoraFileStore>())
            .SignPartAsync("a.ckpt", "a+b/=", Plan, 1, Digest, lifetime ?? TimeSpan.FromHours(1));
    }

    private static ServiceProvider Build(Action<LoraS3Options> configure) => S3Services.Build(options =>
    {
        options.Bucket = "bucket";
        options.AccessKey = "key";
        options.SecretKey = "secret";
        configure(options);
    });
}

using System.Net;
using Amazon.Runtime;
using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>A host's own client, with and without known credentials.</summary>
public sealed class HostClientTests(BucketHarness harness) : IClassFixture<BucketHarness>
{
    private static readonly LoraPartPlan Plan = new(1000, 1000);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    [Fact]
    public async Task Application_verifies_parts_when_credentials_are_unknown()
    {
        using var client = harness.NewClient();
        await using var services = Build(client, credentials: null);
        var store = (IPartSigningFileStore)services.GetRequiredService<ILoraFileStore>();
        var upload = await TestUpload.BeginAsync(store, Plan, seed: 1);

        await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutWithDigestAsync(1, new CorruptedContent(upload.ContentOf(1), 3)));
        Assert.Equal([], await upload.ListAsync());
        await upload.PutWithDigestAsync(1);
        await upload.CompleteAsync();

        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task URL_enforces_the_part_size_when_credentials_are_unknown()
    {
        using var client = harness.NewClient();
        await using var services = Build(client, credentials: null);
        var store = (IPartSigningFileStore)services.GetRequiredService<ILoraFileStore>();
        var upload = await TestUpload.BeginAsync(store, Plan, seed: 2);
        var signed = await store.SignPartAsync(upload.Key, upload.Name, Plan, 1, await upload.HashAsync(1), TimeSpan.FromMinutes(5));

        Assert.Empty(signed.Headers);
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(signed, new GeneratedContent(2, 999), 999));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload.ContentOf(1), 1000));
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Server_verifies_parts_when_credentials_are_known()
    {
        using var client = harness.NewClient();
        await using var services = Build(client, harness.Credentials);
        var store = (IPartSigningFileStore)services.GetRequiredService<ILoraFileStore>();
        var upload = await TestUpload.BeginAsync(store, Plan, seed: 3);
        var signed = await store.SignPartAsync(upload.Key, upload.Name, Plan, 1, await upload.HashAsync(1), TimeSpan.FromMinutes(5));

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(signed, new CorruptedContent(upload.ContentOf(1), 3), 1000));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(signed, upload.ContentOf(1), 1000));
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Bucket_rules_need_known_credentials()
    {
        using var client = harness.NewClient();
        await using var without = Build(client, credentials: null);
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => without.GetRequiredService<LoraS3Bucket>().EnsureBucketRulesAsync());
        Assert.Contains("Credentials", exception.Message, StringComparison.Ordinal);

        await using var with = Build(client, harness.Credentials);
        await with.GetRequiredService<LoraS3Bucket>().EnsureBucketRulesAsync();
        Assert.False(await with.GetRequiredService<LoraS3Bucket>().EnsureBucketRulesAsync());
    }

    private static async Task<HttpStatusCode> SendAsync(LoraSignedPart signed, Stream content, long size)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, signed.Url) { Content = new StreamContent(content) };
        request.Content.Headers.ContentLength = size;
        foreach (var (name, value) in signed.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return response.StatusCode;
    }

    private ServiceProvider Build(Amazon.S3.AmazonS3Client client, AWSCredentials? credentials) => S3Services.Build(options =>
    {
        options.Bucket = harness.Bucket;
        options.Profile = BucketHarness.Profile;
        options.ClientFactory = _ => client;
        options.Credentials = credentials;
    });
}

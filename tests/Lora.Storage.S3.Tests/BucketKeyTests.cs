using System.Net;
using Lora.Testing;
using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>Keys, URLs and paths.</summary>
public sealed class BucketKeyTests(BucketHarness harness) : IClassFixture<BucketHarness>
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    private IPresigningFileStore Store => (IPresigningFileStore)harness.Store;

    [Theory]
    [InlineData("imported/My LoRA (v2) +100% & more.safetensors")]
    [InlineData("imported/画风/Ünïcødé 🎨.safetensors")]
    [InlineData("imported/a=b;c,d'e!f$g@h~i#j?k.ckpt")]
    [InlineData("imported/%2e%2e/%20.ckpt")]
    public async Task Key_refers_to_the_same_object_for_every_client(string key)
    {
        await Store.WriteAsync(key, new GeneratedContent(1, 1000), 1000);
        using var client = harness.NewClient();
        Assert.Equal(1000, (await client.GetObjectMetadataAsync(harness.Bucket, key)).ContentLength);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync((await Store.PresignReadAsync(key, TimeSpan.FromMinutes(1))).Url));
        Assert.Equal($"s3://{harness.Bucket}/{key}", Store.GetPath(key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a/")]
    [InlineData("a\nb")]
    [InlineData("a\\b")]
    public async Task Key_that_URL_normalization_would_change_is_rejected(string key)
    {
        Assert.Throws<ArgumentException>(() => Store.GetPath(key));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.FindAsync(key));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenReadAsync(key));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(key));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(key, new GeneratedContent(1, 10), 10));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.PresignReadAsync(key, TimeSpan.FromMinutes(1)));
        Assert.Null(Store.GetKey($"s3://{harness.Bucket}/{key}"));
    }

    [Fact]
    public void Path_of_another_bucket_has_no_key()
    {
        Assert.Null(Store.GetKey($"s3://{harness.Bucket}x/a.ckpt"));
        Assert.Null(Store.GetKey($"S3://{harness.Bucket}/a.ckpt"));
        Assert.Null(Store.GetKey($"s3://{harness.Bucket}"));
        Assert.Null(Store.GetKey($"{harness.Server.Endpoint}/{harness.Bucket}/a.ckpt"));
    }

    [Fact]
    public async Task URL_has_the_scheme_of_the_server_and_signature_version_4()
    {
        var url = (await Store.PresignReadAsync("a.ckpt", TimeSpan.FromDays(7))).Url;
        Assert.StartsWith($"{harness.Server.Endpoint}/{harness.Bucket}/a.ckpt?", url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Algorithm=AWS4-HMAC-SHA256", url.Query, StringComparison.Ordinal);
        Assert.Contains("X-Amz-Expires=604800", url.Query, StringComparison.Ordinal);
        Assert.Contains("X-Amz-SignedHeaders=host", url.Query, StringComparison.Ordinal);
        Assert.DoesNotContain(harness.Server.SecretKey, url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task URLs_use_the_public_address_and_own_requests_the_internal_one()
    {
        // One server with two names: the signature is valid only for the name that it was created for.
        var outside = harness.Server.Endpoint.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await using var services = harness.Build(options => options.PublicServiceUrl = outside);
        var store = (IPresigningFileStore)services.GetRequiredService<ILoraFileStore>();
        var key = LoraFileStoreFixture.NewKey();
        await store.WriteAsync(key, new GeneratedContent(2, 100), 100);
        await StoreAssert.HoldsAsync(store, key, 2, 100);

        var url = (await store.PresignReadAsync(key, TimeSpan.FromMinutes(5))).Url;

        Assert.StartsWith(outside, url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(url));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(new Uri(url.AbsoluteUri.Replace("localhost", "127.0.0.1", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Host_client_is_used_and_not_disposed()
    {
        using var client = harness.NewClient();
        var key = LoraFileStoreFixture.NewKey();
        await using (var services = S3Services.Build(options =>
        {
            options.Bucket = harness.Bucket;
            options.ClientFactory = _ => client;
        }))
        {
            var store = (IPresigningFileStore)services.GetRequiredService<ILoraFileStore>();
            await store.WriteAsync(key, new GeneratedContent(3, 100), 100);
            await StoreAssert.HoldsAsync(store, key, 3, 100);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync((await store.PresignReadAsync(key, TimeSpan.FromMinutes(1))).Url));
        }

        Assert.Equal(100, (await client.GetObjectMetadataAsync(harness.Bucket, key)).ContentLength);
    }

    private static async Task<HttpStatusCode> StatusAsync(Uri url)
    {
        using var response = await Http.GetAsync(url);
        return response.StatusCode;
    }
}

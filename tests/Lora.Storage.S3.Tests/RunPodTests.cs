using Lora.Testing;
using Lora.Testing.Suites;

namespace Lora.Storage.S3.Tests;

public sealed class RunPodFileStoreTests(RunPodHarness harness) : LoraFileStoreConformance(harness), IClassFixture<RunPodHarness>;

public sealed class RunPodMultipartTests(RunPodHarness harness) : MultipartFileStoreConformance(harness), IClassFixture<RunPodHarness>;

/// <summary>RunPod network volumes: no presigned URLs, no bucket rules, and parts of uploads that are ordinary files.</summary>
public sealed class RunPodTests(RunPodHarness harness) : IClassFixture<RunPodHarness>
{
    [Fact]
    public async Task Requests_are_never_presigned()
    {
        var store = (IMultipartFileStore)harness.Store;
        var upload = await TestUpload.BeginAsync(store, new LoraPartPlan(1000, 1000), seed: 1);
        await upload.PutWithDigestAsync(1);
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();

        Assert.Contains(harness.Requests, request => request.IsPart);
        Assert.DoesNotContain(harness.Requests, request => request.IsSignedInItsAddress);
    }

    [Fact]
    public async Task Store_reports_that_it_cannot_sign_URLs()
    {
        var signing = (IPartSigningFileStore)harness.Store;
        Assert.False(signing.CanSignParts);
        Assert.False(((IPresigningFileStore)harness.Store).CanSignReads);
        var key = LoraFileStoreFixture.NewKey();

        var read = await Assert.ThrowsAsync<LoraException>(() => ((IPresigningFileStore)harness.Store).PresignReadAsync(key, TimeSpan.FromHours(1)));
        var part = await Assert.ThrowsAsync<LoraException>(() => signing.SignPartAsync(key, "any", new LoraPartPlan(10, 10), 1, sha256: null, TimeSpan.FromHours(1)));

        Assert.Equal(LoraErrorCodes.UrlUnsupported, read.Code);
        Assert.Equal(LoraErrorCodes.DirectUnsupported, part.Code);
    }

    [Theory]
    [InlineData(500_000_000, true)]
    [InlineData(500_000_001, false)]
    public async Task Parts_have_at_most_500_MB(long size, bool isAccepted)
    {
        var store = (IMultipartFileStore)harness.Store;
        var key = LoraFileStoreFixture.NewKey();
        if (isAccepted)
        {
            await store.AbortAsync(key, await store.BeginAsync(key, new LoraPartPlan(2 * size, size)));
        }
        else
        {
            Assert.Contains("RunPod", (await Assert.ThrowsAsync<ArgumentException>(() => store.BeginAsync(key, new LoraPartPlan(2 * size, size)))).Message, StringComparison.Ordinal);
        }

        await StoreAssert.MissingAsync(store, key);
    }

    [Fact]
    public async Task List_omits_folders_and_parts_of_uploads()
    {
        using var client = harness.Bucket.NewClient();
        var folder = $"volume-{Guid.NewGuid():N}/";
        foreach (var key in new[] { folder, folder + "empty/", folder + "a.ckpt", ".s3compat_uploads/1/1" })
        {
            await client.PutObjectAsync(new() { BucketName = harness.Bucket.Bucket, Key = key, ContentBody = "x", UseChunkEncoding = false });
        }

        var listing = (IListingFileStore)harness.Store;
        Assert.Equal([folder + "a.ckpt"], (await listing.ListAsync(folder).ToListAsync()).Select(file => file.Key));
        Assert.DoesNotContain(await listing.ListAsync("").ToListAsync(), file => file.Key.StartsWith('.') || file.Key.EndsWith('/'));
    }

    [Fact]
    public async Task EnsureCors_and_bucket_rules_are_not_supported()
    {
        Assert.False(await harness.Administration.EnsureBucketRulesAsync());
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => harness.Administration.EnsureCorsAsync("https://studio.example"));
        Assert.Contains("RunPod", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Working_volume_has_no_problems() => Assert.Empty(await harness.Store.DiagnoseAsync());

    [Fact]
    public void Host_client_without_known_credentials_is_rejected()
    {
        using var client = harness.Bucket.NewClient();
        using var services = S3Services.Build(options =>
        {
            options.Bucket = harness.Bucket.Bucket;
            options.Profile = LoraS3Profile.RunPod;
            options.ClientFactory = _ => client;
        });
        var exception = Assert.Throws<LoraStorageException>(() => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<ILoraFileStore>(services));
        Assert.Contains("Credentials", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listing_that_repeats_a_page_is_a_transient_error()
    {
        await using var server = new ScriptedServer(_ => new ScriptedResponse(
            200,
            "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>same</NextContinuationToken>"
            + "<Contents><Key>a.ckpt</Key><Size>1</Size><LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents></ListBucketResult>"));
        await using var services = S3Services.Build(options =>
        {
            options.Bucket = "volume";
            options.ServiceUrl = server.Address;
            options.Profile = LoraS3Profile.RunPod;
            options.AccessKey = "key";
            options.SecretKey = "secret";
        });
        var listing = (IListingFileStore)Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<ILoraFileStore>(services);
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.StorageUnavailable, async () => await listing.ListAsync("").ToListAsync());
        Assert.True(exception.IsTransient);
    }
}

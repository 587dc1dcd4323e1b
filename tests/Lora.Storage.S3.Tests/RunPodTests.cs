using Lora.Conformance.Files;

namespace Lora.Storage.S3.Tests;

public sealed class RunPodFileStoreTests(RunPodHarness harness) : FileStoreConformance(harness), IClassFixture<RunPodHarness>;

public sealed class RunPodMultipartTests(RunPodHarness harness) : MultipartConformance(harness), IClassFixture<RunPodHarness>;

public sealed class RunPodMultipartDigestTests(RunPodHarness harness) : MultipartDigestConformance(harness), IClassFixture<RunPodHarness>;

/// <summary>Network volumes of RunPod: no signed addresses, no settings, and files that are files.</summary>
public sealed class RunPodTests(RunPodHarness harness) : IClassFixture<RunPodHarness>
{
    [Fact]
    public async Task Nothing_is_ever_signed_in_its_address()
    {
        var store = (IMultipartFileStore)harness.Store;
        var upload = await TestUpload.BeginAsync(store, new LoraPartPlan(1000, 1000), seed: 1);
        await upload.PutAnnouncedAsync(1);
        await upload.CompleteAsync();
        await upload.AssertWholeAsync();

        Assert.Contains(harness.Requests, request => request.IsPart);
        Assert.DoesNotContain(harness.Requests, request => request.IsSignedInItsAddress);
    }

    [Fact]
    public async Task The_store_says_that_it_signs_no_URLs_and_makes_none()
    {
        var signing = (IPartSigningFileStore)harness.Store;
        Assert.False(signing.CanSignParts);
        Assert.False(((IPresigningFileStore)harness.Store).CanSignReads);
        var key = FileStoreHarness.NewKey();

        var read = await Assert.ThrowsAsync<LoraException>(() => ((IPresigningFileStore)harness.Store).PresignReadAsync(key, TimeSpan.FromHours(1)));
        var part = await Assert.ThrowsAsync<LoraException>(() => signing.SignPartAsync(key, "any", new LoraPartPlan(10, 10), 1, sha256: null, TimeSpan.FromHours(1)));

        Assert.Equal(LoraErrorCodes.UrlUnsupported, read.Code);
        Assert.Equal(LoraErrorCodes.DirectUnsupported, part.Code);
    }

    [Theory]
    [InlineData(500_000_000, true)]
    [InlineData(500_000_001, false)]
    public async Task Parts_have_500_MB_at_most(long size, bool taken)
    {
        var store = (IMultipartFileStore)harness.Store;
        var key = FileStoreHarness.NewKey();
        if (taken)
        {
            await store.AbortAsync(key, await store.BeginAsync(key, new LoraPartPlan(2 * size, size)));
        }
        else
        {
            Assert.Contains("RunPod", (await Assert.ThrowsAsync<ArgumentException>(() => store.BeginAsync(key, new LoraPartPlan(2 * size, size)))).Message, StringComparison.Ordinal);
        }

        await StoreAssert.HoldsNothingAsync(store, key);
    }

    [Fact]
    public async Task Folders_and_the_parts_of_uploads_are_no_files()
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
    public async Task It_has_no_settings_to_make()
    {
        Assert.False(await harness.Administration.EnsureBucketRulesAsync());
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => harness.Administration.EnsureCorsAsync("https://studio.example"));
        Assert.Contains("RunPod", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_volume_that_is_in_order_is_found_to_be() => Assert.Empty(await ((IDiagnosingFileStore)harness.Store).DiagnoseAsync());

    [Fact]
    public void A_hosts_own_client_that_keeps_its_credentials_to_itself_is_refused_with_what_to_do()
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
    public async Task A_list_that_does_not_get_on_is_told_as_passing()
    {
        await using var server = new ScriptedServer(_ => new ScriptedAnswer(
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

using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Lora.Testing;
using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>Complete uploads with records in SQLite: by URLs if the server accepts them, otherwise through the application.</summary>
public sealed class ManagedUploadTests(RunPodHarness harness) : IClassFixture<RunPodHarness>, IAsyncLifetime
{
    private const int PartSize = 5 * 1024 * 1024;
    private const int Size = PartSize + 4000;
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });
    private static readonly LoraWorkspaceId Ada = new("ada");
    private readonly string _folder = Directory.CreateTempSubdirectory("lora-s3-").FullName;
    private readonly byte[] _file = LoraTestFile.Create("neon.safetensors", Size, seed: 81);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task File_uploaded_by_URLs_becomes_a_LoRA_with_verified_parts()
    {
        await using var services = await StartAsync();
        var manager = services.GetRequiredService<LoraManager>();
        Assert.Equal(LoraUploadTransport.Auto, manager.Transport);
        var upload = (await manager.BeginUploadAsync(Ada, "neon.safetensors", Size)).OrThrow().Upload;

        var signed = (await manager.SignPartsAsync(Ada, upload.Id, [new(1, HashOf(1)), new(2, HashOf(2))])).OrThrow();
        foreach (var part in signed)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, part.Url) { Content = new ByteArrayContent(PartOf(part.Number)) };
            foreach (var (name, value) in part.Headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var lora = (await manager.CompleteUploadAsync(Ada, upload.Id)).OrThrow();

        Assert.Equal(LoraPartDigests.Combine([HashOf(1), HashOf(2)]), lora.Facts.Transfer?.Sha256);
        Assert.Equal(BucketHarness.KeepsDigests ? true : null, lora.Facts.Transfer?.IsVerified);
        await AssertReadAsync((await manager.GetUrlAsync(Ada, lora.Id)).OrThrow().Url);
    }

    [Fact]
    public async Task Part_with_another_declared_digest_is_missing()
    {
        await using var services = await StartAsync();
        var manager = services.GetRequiredService<LoraManager>();
        var upload = (await manager.BeginUploadAsync(Ada, "neon.safetensors", Size)).OrThrow().Upload;
        await PutAsync(1);
        await PutAsync(2);

        (await manager.SignPartsAsync(Ada, upload.Id, [new(1, Convert.ToHexStringLower(SHA256.HashData([1]))), new(2, HashOf(2))])).OrThrow();

        Assert.Equal([2], (await manager.GetUploadAsync(Ada, upload.Id)).OrThrow().Stored);
        Assert.Equal(LoraErrorCodes.UploadIncomplete, Assert.Single((await manager.CompleteUploadAsync(Ada, upload.Id)).Issues).Code);
        await PutAsync(1);
        var lora = (await manager.CompleteUploadAsync(Ada, upload.Id)).OrThrow();
        await AssertReadAsync((await manager.GetUrlAsync(Ada, lora.Id)).OrThrow().Url);

        async Task PutAsync(int number) => (await manager.PutPartAsync(Ada, upload.Id, number, new MemoryStream(PartOf(number)), sha256: HashOf(number))).OrThrow();
    }

    [Fact]
    public async Task Server_with_checksums_needs_a_digest_for_a_part_URL()
    {
        await using var services = await StartAsync(options => options.ChecksumMode = RequestChecksumCalculation.WHEN_SUPPORTED);
        var manager = services.GetRequiredService<LoraManager>();
        var upload = (await manager.BeginUploadAsync(Ada, "neon.safetensors", Size)).OrThrow().Upload;

        var rejected = await manager.SignPartsAsync(Ada, upload.Id, [new(1, HashOf(1)), new(2, null)]);

        Assert.Equal(LoraErrorCodes.DirectUnsupported, Assert.Single(rejected.Issues).Code);
        await manager.AbortUploadAsync(Ada, upload.Id);
    }

    [Fact]
    public async Task Transfers_use_the_application_when_the_server_rejects_URLs()
    {
        await using var services = await StartAsync(options =>
        {
            options.ServiceUrl = harness.Address;
            options.Profile = LoraS3Profile.RunPod;
        });
        var manager = services.GetRequiredService<LoraManager>();
        Assert.Equal(LoraUploadTransport.Proxied, manager.Transport);
        var upload = (await manager.BeginUploadAsync(Ada, "neon.safetensors", Size)).OrThrow().Upload;
        Assert.Equal(LoraErrorCodes.DirectUnsupported, Assert.Single((await manager.SignPartsAsync(Ada, upload.Id, [new(1, HashOf(1))])).Issues).Code);
        var corrupted = await manager.PutPartAsync(Ada, upload.Id, 2, new MemoryStream(new byte[Size - PartSize]), sha256: HashOf(2));
        Assert.Equal(LoraErrorCodes.PartChecksum, Assert.Single(corrupted.Issues).Code);
        foreach (var number in new[] { 2, 1 })
        {
            (await manager.PutPartAsync(Ada, upload.Id, number, new MemoryStream(PartOf(number)), sha256: HashOf(number))).OrThrow();
        }

        var lora = (await manager.CompleteUploadAsync(Ada, upload.Id)).OrThrow();

        Assert.Equal(new Uri($"https://studio.example/own/{lora.Id}"), (await manager.GetUrlAsync(Ada, lora.Id)).OrThrow().Url);
        await using var stream = await manager.OpenReadAsync(lora);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(_file)), await GeneratedContent.HashAsync(stream));
        Assert.DoesNotContain(harness.Requests, request => request.IsSignedInItsAddress);
    }

    private byte[] PartOf(int number) => _file[((number - 1) * PartSize)..Math.Min(number * PartSize, Size)];

    private string HashOf(int number) => Convert.ToHexStringLower(SHA256.HashData(PartOf(number)));

    private async Task AssertReadAsync(Uri url)
    {
        await using var stream = await Http.GetStreamAsync(url);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(_file)), await GeneratedContent.HashAsync(stream));
    }

    private async Task<ServiceProvider> StartAsync(Action<LoraS3Options>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoraUrlSigner, FakeUrlSigner>();
        services.AddLoraCore(static options => options.PartSize = PartSize).UseSqlite($"Data Source={Path.Combine(_folder, "lora.db")}").UseS3(options =>
        {
            harness.Bucket.Configure(options);
            configure?.Invoke(options);
        });
        var provider = services.BuildServiceProvider();
        foreach (var initializer in provider.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync();
        }

        return provider;
    }

    private sealed class FakeUrlSigner : ILoraUrlSigner
    {
        public Uri Sign(LoraRecord record, DateTimeOffset expiresAt) => new($"https://studio.example/own/{record.Id}");
    }
}

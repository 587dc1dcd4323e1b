using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>Bytes that are corrupted between this application and the server, where only the server can notice, and the digests that it returns.</summary>
public sealed class BucketDigestTests(BucketHarness harness) : IClassFixture<BucketHarness>
{
    private const int Size = 300_000;

    [Fact]
    public async Task Server_rejects_a_corrupted_part_which_can_be_sent_again()
    {
        var damages = 1;
        await using var proxy = new S3Proxy(harness.Server.Endpoint, corrupt: request => request.IsPart && Interlocked.Exchange(ref damages, 0) == 1);
        await using var services = harness.Build(options => options.ServiceUrl = proxy.Address);
        var upload = await BeginAsync(services, seed: 61);

        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutWithDigestAsync(1));
        Assert.True(exception.IsTransient);
        Assert.Equal([], await upload.ListAsync());

        await upload.PutWithDigestAsync(1);
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Server_with_checksums_rejects_a_corrupted_part_without_a_digest()
    {
        await using var proxy = new S3Proxy(harness.Server.Endpoint, corrupt: static request => request.IsPart);
        await using var services = harness.Build(options => options.ServiceUrl = proxy.Address);
        var upload = await BeginAsync(services, seed: 62);

        if (BucketHarness.KeepsDigests)
        {
            await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutAsync(1));
            Assert.Equal([], await upload.ListAsync());
        }
        else
        {
            // Without a declared digest the corruption can't be detected.
            await upload.PutAsync(1);
        }

        await upload.AbortAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Server_with_checksums_returns_digests_of_parts_and_object(int count)
    {
        var upload = await TestUpload.BeginAsync(harness.Multipart, new LoraPartPlan((long)count * Size, Size), seed: 63);
        var digests = new List<string>();
        for (var number = 1; number <= count; number++)
        {
            digests.Add(await upload.HashAsync(number));
            // One digest is computed during the upload.
            var part = number == 2 ? await upload.PutAsync(number) : await upload.PutWithDigestAsync(number);
            Assert.Equal(Expected(digests[^1]), part.Sha256);
        }

        Assert.Equal(digests.Select(Expected), (await upload.ListAsync())!.Select(part => part.Sha256));
        await upload.CompleteAsync();
        Assert.Equal(Expected(LoraPartDigests.Combine(digests)), (await harness.Store.FindAsync(upload.Key))!.PartsSha256);
    }

    private static string? Expected(string digest) => BucketHarness.KeepsDigests ? digest : null;

    private static Task<TestUpload> BeginAsync(ServiceProvider services, int seed) =>
        TestUpload.BeginAsync((IMultipartFileStore)services.GetRequiredService<ILoraFileStore>(), new LoraPartPlan(Size, Size), seed);
}

using Lora.Conformance.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>Bytes that change between this application and the server, where only the server can notice, and what it tells of those that did not.</summary>
public sealed class BucketDigestTests(BucketHarness harness) : IClassFixture<BucketHarness>
{
    private const int Size = 300_000;

    [Fact]
    public async Task A_part_that_changes_behind_this_application_is_refused_by_the_server_and_may_be_sent_again()
    {
        var damages = 1;
        await using var gate = new S3Gate(harness.Server.Endpoint, damage: request => request.IsPart && Interlocked.Exchange(ref damages, 0) == 1);
        await using var services = harness.Build(options => options.ServiceUrl = gate.Address);
        var upload = await BeginAsync(services, seed: 61);

        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutAnnouncedAsync(1));
        Assert.True(exception.IsTransient);
        Assert.Equal([], await upload.ListAsync());

        await upload.PutAnnouncedAsync(1);
        await upload.CompleteAsync();
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task Even_one_that_was_not_announced_is_refused_by_a_server_that_keeps_digests()
    {
        await using var gate = new S3Gate(harness.Server.Endpoint, damage: static request => request.IsPart);
        await using var services = harness.Build(options => options.ServiceUrl = gate.Address);
        var upload = await BeginAsync(services, seed: 62);

        if (BucketHarness.KeepsDigests)
        {
            await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutAsync(1));
            Assert.Equal([], await upload.ListAsync());
        }
        else
        {
            // Nobody can know, which is why parts are announced.
            await upload.PutAsync(1);
        }

        await upload.AbortAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_server_tells_the_digests_of_parts_and_of_the_whole_where_it_keeps_them(int count)
    {
        var upload = await TestUpload.BeginAsync(harness.Multipart, new LoraPartPlan(((count - 1L) * harness.SmallestPart) + Size, harness.SmallestPart), seed: 63);
        var digests = new List<string>();
        for (var number = 1; number <= count; number++)
        {
            digests.Add(await upload.HashAsync(number));
            // One of them is found out on its way.
            var part = number == 2 ? await upload.PutAsync(number) : await upload.PutAnnouncedAsync(number);
            Assert.Equal(Told(digests[^1]), part.Sha256);
        }

        Assert.Equal(digests.Select(Told), (await upload.ListAsync())!.Select(part => part.Sha256));
        await upload.CompleteAsync();
        Assert.Equal(Told(LoraPartDigests.Combine(digests)), (await harness.Store.FindAsync(upload.Key))!.PartsSha256);
    }

    private static string? Told(string digest) => BucketHarness.KeepsDigests ? digest : null;

    private static Task<TestUpload> BeginAsync(ServiceProvider services, int seed) =>
        TestUpload.BeginAsync((IMultipartFileStore)services.GetRequiredService<ILoraFileStore>(), new LoraPartPlan(Size, Size), seed);
}

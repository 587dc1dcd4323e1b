using Lora.Storage;

namespace Lora.Conformance.Files;

/// <summary>What every <see cref="IMultipartFileStore"/> must do with parts whose SHA-256 was announced.</summary>
public abstract class MultipartDigestConformance(FileStoreHarness harness)
{
    private IMultipartFileStore Store => (IMultipartFileStore)harness.Store;

    private int Part => harness.SmallestPart;

    [Fact]
    public async Task Parts_with_the_digest_they_were_announced_with_become_the_object()
    {
        var upload = await BeginAsync((2L * Part) + 7, seed: 21);
        var digests = new List<string>();
        for (var number = 1; number <= 3; number++)
        {
            digests.Add(await upload.HashAsync(number));
            AssertTold(digests[^1], (await upload.PutAnnouncedAsync(number)).Sha256);
        }

        var stored = (await upload.ListAsync())!;
        Assert.Equal([1, 2, 3], stored.Select(part => part.Number));
        Assert.All(stored, part => AssertTold(digests[part.Number - 1], part.Sha256));
        await upload.CompleteAsync();

        await upload.AssertWholeAsync();
        AssertTold(LoraPartDigests.Combine(digests), (await Store.FindAsync(upload.Key))!.PartsSha256);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_part_that_changed_on_its_way_is_refused_and_not_kept_and_may_be_sent_again(int where)
    {
        var upload = await BeginAsync(2L * Part, seed: 22);
        await upload.PutAnnouncedAsync(2);

        var damaged = new DamagedContent(upload.ContentOf(1), where < 0 ? Part + where : where * (Part / 2));
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutAnnouncedAsync(1, damaged));

        Assert.True(exception.IsTransient);
        Assert.Equal([2], (await upload.ListAsync())!.Select(part => part.Number));
        await upload.PutAnnouncedAsync(1);
        await upload.CompleteAsync();
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task A_part_of_one_byte_that_changed_is_refused()
    {
        var upload = await BeginAsync(Part + 1L, seed: 23);
        await upload.PutAnnouncedAsync(1);

        await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutAnnouncedAsync(2, new DamagedContent(upload.ContentOf(2), 0)));

        Assert.Equal([1], (await upload.ListAsync())!.Select(part => part.Number));
        await upload.PutAnnouncedAsync(2);
        await upload.CompleteAsync();
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task A_part_that_was_stored_outlives_one_that_is_damaged_cut_off_or_too_long()
    {
        var upload = await BeginAsync(2L * Part, seed: 24);
        await upload.PutAnnouncedAsync(1);
        await upload.PutAnnouncedAsync(2);
        var cause = new IOException("The client hung up.");
        var cut = new GatedContent(upload.ContentOf(1), Part - 1);
        cut.Fail(cause);

        await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutAnnouncedAsync(1, new DamagedContent(upload.ContentOf(1), Part / 2)));
        Assert.Same(cause, await Assert.ThrowsAnyAsync<Exception>(() => upload.PutAnnouncedAsync(1, cut)));
        await StoreAssert.FailsAsync(LoraErrorCodes.PartSize, () => upload.PutAsync(1, new GeneratedContent(9, Part + 1)));

        Assert.Equal([1, 2], (await upload.ListAsync())!.Select(part => part.Number));
        await upload.CompleteAsync();
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task A_part_that_is_sent_again_with_another_digest_replaces_the_first()
    {
        var upload = await BeginAsync(2L * Part, seed: 25);
        await Store.PutPartAsync(upload.Key, upload.Name, upload.Plan, 1, new GeneratedContent(99, Part), await GeneratedContent.HashAsync(99, Part));
        await upload.PutAnnouncedAsync(2);

        await upload.PutAnnouncedAsync(1);
        await upload.PutAnnouncedAsync(1);

        var stored = (await upload.ListAsync())!;
        Assert.Equal([1, 2], stored.Select(part => part.Number));
        AssertTold(await upload.HashAsync(1), stored[0].Sha256);
        await upload.CompleteAsync();
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task Parts_with_and_without_a_digest_go_together()
    {
        var upload = await BeginAsync(3L * Part, seed: 26);
        await upload.PutAnnouncedAsync(1);
        await upload.PutAsync(2);
        await upload.PutAnnouncedAsync(3);
        await upload.PutAsync(3);

        await upload.CompleteAsync();

        await upload.AssertWholeAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task An_announced_part_of_another_size_is_refused_and_not_kept(int more)
    {
        var upload = await BeginAsync(2L * Part, seed: 27);

        var exception = await Assert.ThrowsAsync<LoraStorageException>(() => upload.PutAnnouncedAsync(1, new GeneratedContent(9, Part + more)));

        // Of bytes that are too many, the first ones have another digest already.
        Assert.Contains(exception.Code, more < 0 ? [LoraErrorCodes.PartSize] : new[] { LoraErrorCodes.PartSize, LoraErrorCodes.PartChecksum });
        Assert.Equal([], await upload.ListAsync());
        await upload.AbortAsync();
    }

    private Task<TestUpload> BeginAsync(long size, int seed) => TestUpload.BeginAsync(Store, new LoraPartPlan(size, Part), seed);

    /// <summary>A store need not tell a digest, but what it tells is true.</summary>
    private static void AssertTold(string expected, string? told) => Assert.Contains(told, new[] { expected, null });
}

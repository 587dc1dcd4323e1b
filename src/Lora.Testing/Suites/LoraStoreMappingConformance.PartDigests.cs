using System.Globalization;
using Lora.Storage;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreMappingConformance
{
    [Fact]
    public async Task Part_digests_are_stored_by_number()
    {
        var upload = await AddUploadAsync();
        Assert.Empty(await Store.ListPartDigestsAsync(Workspace, upload.Id));

        await Store.SavePartDigestsAsync(Workspace, upload.Id, [Digest(3), Digest(1)]);
        await Store.SavePartDigestsAsync(Workspace, upload.Id, []);
        await Store.SavePartDigestsAsync(Workspace, upload.Id, [Digest(2)]);

        Assert.Equal([Digest(1), Digest(2), Digest(3)], await Store.ListPartDigestsAsync(Workspace, upload.Id));
        Assert.Equal(upload, await Store.FindUploadAsync(Workspace, upload.Id));
    }

    [Fact]
    public async Task Part_digest_is_replaced_and_removed()
    {
        var upload = await AddUploadAsync();
        await Store.SavePartDigestsAsync(Workspace, upload.Id, [Digest(1), Digest(2), Digest(3)]);

        await Store.SavePartDigestsAsync(Workspace, upload.Id, [Digest(1, "b"), new LoraPartDigest(2, null), Digest(3), Digest(4), new LoraPartDigest(5, null)]);
        Assert.Equal([Digest(1, "b"), Digest(3), Digest(4)], await Store.ListPartDigestsAsync(Workspace, upload.Id));

        await Store.SavePartDigestsAsync(Workspace, upload.Id, [Digest(2, "c"), Digest(2, "d")]);
        Assert.Equal([Digest(1, "b"), Digest(2, "d"), Digest(3), Digest(4)], await Store.ListPartDigestsAsync(Workspace, upload.Id));
    }

    [Fact]
    public async Task Part_digests_are_stored_unless_one_differs_from_the_stored_one()
    {
        var upload = await AddUploadAsync();
        Assert.True(await Store.TrySavePartDigestsAsync(Workspace, upload.Id, [Digest(1), Digest(2)]));

        Assert.False(await Store.TrySavePartDigestsAsync(Workspace, upload.Id, [Digest(2, "b"), Digest(3)]));
        Assert.Equal([Digest(1), Digest(2)], await Store.ListPartDigestsAsync(Workspace, upload.Id));

        Assert.True(await Store.TrySavePartDigestsAsync(Workspace, upload.Id, [new LoraPartDigest(1, null), Digest(2), Digest(3)]));
        Assert.Equal([Digest(2), Digest(3)], await Store.ListPartDigestsAsync(Workspace, upload.Id));
        Assert.True(await Store.TrySavePartDigestsAsync(Workspace, NewId(), [Digest(1)]));
    }

    [Fact]
    public async Task Part_digests_of_a_removed_session_are_not_stored()
    {
        await Store.SavePartDigestsAsync(Workspace, NewId(), [Digest(1)]);
        var removed = await AddUploadAsync();
        var promoted = await AddUploadAsync();
        await Store.SavePartDigestsAsync(Workspace, removed.Id, [Digest(1), Digest(2)]);
        await Store.SavePartDigestsAsync(Workspace, promoted.Id, [Digest(1), Digest(2)]);

        Assert.True(await Store.TryRemoveUploadAsync(Workspace, removed.Id, removed.Stamp));
        Assert.True(await Store.TryPromoteAsync(Finished(promoted), promoted.Stamp));

        foreach (var upload in new[] { removed, promoted })
        {
            await Store.SavePartDigestsAsync(Workspace, upload.Id, [Digest(3)]);
            Assert.Empty(await Store.ListPartDigestsAsync(Workspace, upload.Id));

            // If the digests still existed, a new session with the same id would have them.
            Assert.True(await Store.TryAddUploadAsync(upload));
            Assert.Empty(await Store.ListPartDigestsAsync(Workspace, upload.Id));
        }
    }

    [Fact]
    public async Task Part_digests_saved_concurrently_are_all_stored()
    {
        var upload = await AddUploadAsync();

        await TogetherAsync(24, index => Store.SavePartDigestsAsync(Workspace, upload.Id, [Digest(index + 1)]));

        Assert.Equal(Enumerable.Range(1, 24).Select(number => Digest(number)), await Store.ListPartDigestsAsync(Workspace, upload.Id));
    }

    [Fact]
    public async Task Concurrent_digests_of_the_same_parts_store_one_per_part()
    {
        var upload = await AddUploadAsync();
        var numbers = Enumerable.Range(1, 50).ToList();

        await TogetherAsync(12, index => Store.SavePartDigestsAsync(
            Workspace, upload.Id, [.. (index % 2 == 0 ? numbers : Enumerable.Reverse(numbers)).Select(number => Digest(number, Hex(index)))]));

        var kept = await Store.ListPartDigestsAsync(Workspace, upload.Id);
        Assert.Equal(numbers, kept.Select(digest => digest.Number));
        Assert.All(kept, digest => Assert.Contains(digest, Enumerable.Range(0, 12).Select(index => Digest(digest.Number, Hex(index)))));
    }

    [Fact]
    public async Task Part_digests_saved_while_their_session_ends_cause_no_error()
    {
        for (var round = 0; round < 10; round++)
        {
            var upload = await AddUploadAsync();
            await TogetherAsync(6, index => index switch
            {
                0 when round % 2 == 0 => Store.TryPromoteAsync(Finished(upload), upload.Stamp),
                0 => Store.TryRemoveUploadAsync(Workspace, upload.Id, upload.Stamp),
                _ => Store.SavePartDigestsAsync(Workspace, upload.Id, [Digest(index), Digest(index + 1)]),
            });

            Assert.Empty(await Store.ListPartDigestsAsync(Workspace, upload.Id));
            Assert.Null(await Store.FindUploadAsync(Workspace, upload.Id));
        }
    }

    private protected static string Hex(int number) => number.ToString("x", CultureInfo.InvariantCulture);

    private protected static LoraPartDigest Digest(int number, string digits = "a") => new(number, (digits + Hex(number)).PadRight(64, '0'));
}

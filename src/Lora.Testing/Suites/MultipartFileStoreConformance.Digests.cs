using System.Security.Cryptography;
using Lora.Storage;
using Lora.Testing.Suites;
using Xunit;

namespace Lora.Testing;

/// <content>Parts with a declared SHA-256.</content>
public abstract partial class MultipartFileStoreConformance
{
    [Fact]
    public async Task Parts_with_correct_digests_become_the_object()
    {
        var upload = await BeginAsync((2L * Part) + 7, seed: 21);
        var digests = new List<string>();
        for (var number = 1; number <= 3; number++)
        {
            digests.Add(await upload.HashAsync(number));
            AssertDigest(digests[^1], (await upload.PutWithDigestAsync(number)).Sha256);
        }

        var stored = (await upload.ListAsync())!;
        Assert.Equal([1, 2, 3], stored.Select(part => part.Number));
        Assert.All(stored, part => AssertDigest(digests[part.Number - 1], part.Sha256));
        await upload.CompleteAsync();

        await upload.AssertCompleteAsync();
        AssertDigest(Composite(digests), (await Store.FindAsync(upload.Key))!.PartsSha256);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Corrupted_part_is_rejected_and_can_be_sent_again(int where)
    {
        var upload = await BeginAsync(2L * Part, seed: 22);
        await upload.PutWithDigestAsync(2);

        var damaged = new CorruptedContent(upload.ContentOf(1), where < 0 ? Part + where : where * (Part / 2));
        var exception = await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutWithDigestAsync(1, damaged));

        Assert.True(exception.IsTransient);
        Assert.Equal([2], (await upload.ListAsync())!.Select(part => part.Number));
        await upload.PutWithDigestAsync(1);
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Corrupted_part_of_one_byte_is_rejected()
    {
        var upload = await BeginAsync(Part + 1L, seed: 23);
        await upload.PutWithDigestAsync(1);

        await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutWithDigestAsync(2, new CorruptedContent(upload.ContentOf(2), 0)));

        Assert.Equal([1], (await upload.ListAsync())!.Select(part => part.Number));
        await upload.PutWithDigestAsync(2);
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Stored_part_survives_a_corrupted_truncated_or_too_long_one()
    {
        var upload = await BeginAsync(2L * Part, seed: 24);
        await upload.PutWithDigestAsync(1);
        await upload.PutWithDigestAsync(2);
        var cause = new IOException("The client hung up.");
        var cut = new GatedContent(upload.ContentOf(1), Part - 1);
        cut.Fail(cause);

        await StoreAssert.FailsAsync(LoraErrorCodes.PartChecksum, () => upload.PutWithDigestAsync(1, new CorruptedContent(upload.ContentOf(1), Part / 2)));
        Assert.Same(cause, await Assert.ThrowsAnyAsync<Exception>(() => upload.PutWithDigestAsync(1, cut)));
        await StoreAssert.FailsAsync(LoraErrorCodes.PartSize, () => upload.PutAsync(1, new GeneratedContent(9, Part + 1)));

        Assert.Equal([1, 2], (await upload.ListAsync())!.Select(part => part.Number));
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Part_that_is_sent_again_with_another_digest_replaces_the_first()
    {
        var upload = await BeginAsync(2L * Part, seed: 25);
        await Store.PutPartAsync(upload.Key, upload.Name, upload.Plan, 1, new GeneratedContent(99, Part), await GeneratedContent.HashAsync(99, Part));
        await upload.PutWithDigestAsync(2);

        await upload.PutWithDigestAsync(1);
        await upload.PutWithDigestAsync(1);

        var stored = (await upload.ListAsync())!;
        Assert.Equal([1, 2], stored.Select(part => part.Number));
        AssertDigest(await upload.HashAsync(1), stored[0].Sha256);
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task Parts_with_and_without_a_digest_can_be_combined()
    {
        var upload = await BeginAsync(3L * Part, seed: 26);
        await upload.PutWithDigestAsync(1);
        await upload.PutAsync(2);
        await upload.PutWithDigestAsync(3);
        await upload.PutAsync(3);

        await upload.CompleteAsync();

        await upload.AssertCompleteAsync();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Part_with_a_digest_and_another_size_is_rejected(int more)
    {
        var upload = await BeginAsync(2L * Part, seed: 27);

        var exception = await Assert.ThrowsAsync<LoraStorageException>(() => upload.PutWithDigestAsync(1, new GeneratedContent(9, Part + more)));

        // If there are too many bytes, the digest of the first ones already differs.
        Assert.Contains(exception.Code, more < 0 ? [LoraErrorCodes.PartSize] : new[] { LoraErrorCodes.PartSize, LoraErrorCodes.PartChecksum });
        Assert.Equal([], await upload.ListAsync());
        await upload.AbortAsync();
    }

    /// <summary>Returns the SHA-256 over the binary digests of all parts in order, which S3 calls a composite checksum.</summary>
    private static string Composite(IEnumerable<string> digests) => Convert.ToHexStringLower(SHA256.HashData([.. digests.SelectMany(Convert.FromHexString)]));

    /// <summary>Asserts that the digest is correct. A store need not return one.</summary>
    private static void AssertDigest(string expected, string? actual) => Assert.Contains(actual, new[] { expected, null });
}

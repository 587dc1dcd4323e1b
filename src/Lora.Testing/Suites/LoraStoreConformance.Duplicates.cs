using Lora.Inspection;
using Xunit;

namespace Lora.Testing;

public abstract partial class LoraStoreConformance
{
    private static readonly string Mark = new('f', 64);
    private static readonly string Sum = new('a', 64);

    [Fact]
    public async Task Duplicates_are_found_by_fingerprint_or_hash_oldest_first()
    {
        var marked = await AddAsync(record => record with { Size = 10, Facts = Known(Mark, null), UploadedAt = Start.AddMinutes(3) });
        var hashed = await AddAsync(record => record with { Size = 10, Facts = Known(null, Sum), UploadedAt = Start.AddMinutes(2) });
        var both = await AddAsync(record => record with { Size = 10, Facts = Known(Mark, Sum), UploadedAt = Start.AddMinutes(1) });
        await AddAsync(record => record with { Size = 11, Facts = Known(Mark, null) });
        await AddAsync(record => record with { Size = 10, Facts = Known(new string('e', 64), new string('b', 64)) });
        await AddAsync(record => record with { Size = 10 });
        await LoseAsync(await AddAsync(record => record with { Size = 10, Facts = Known(Mark, Sum) }));
        await HideAsync(await AddAsync(record => record with { Size = 10, Facts = Known(Mark, Sum) }), Start);

        Assert.Equal([both.Id, marked.Id], await SameAsync(Mark, null));
        Assert.Equal([both.Id, hashed.Id], await SameAsync(null, Sum));
        Assert.Equal([both.Id, hashed.Id, marked.Id], await SameAsync(Mark, Sum));
        Assert.Empty(await SameAsync(null, null));
        Assert.Empty(await SameAsync(new string('0', 64), new string('0', 64)));
    }

    [Fact]
    public async Task Oldest_duplicates_are_returned_when_there_are_many()
    {
        for (var index = 0; index < 22; index++)
        {
            var minutes = index;
            await AddAsync(record => record with { Name = $"{minutes}", Size = 10, Facts = Known(Mark, Sum), UploadedAt = Start.AddMinutes(-minutes) });
        }

        var found = await Store.FindDuplicatesAsync(Workspace, 10, Mark, Sum);

        Assert.Equal(Enumerable.Range(2, 20).Reverse().Select(index => $"{index}"), found.Select(record => record.Name));
    }

    [Fact]
    public async Task Fingerprint_that_is_added_later_makes_a_record_a_duplicate()
    {
        var record = await AddAsync(record => record with { Size = 10 });
        Assert.Empty(await SameAsync(Mark, null));

        await ChangeAsync(record with { Facts = Known(Mark, null) });

        Assert.Equal([record.Id], await SameAsync(Mark, null));
    }

    private static LoraFacts Known(string? fingerprint, string? sha256) => LoraFacts.None with
    {
        Fingerprint = fingerprint,
        Hashes = sha256 is null ? null : new LoraHashes(sha256, null, "0123abcd"),
    };

    private async Task<IEnumerable<LoraId>> SameAsync(string? fingerprint, string? sha256) =>
        (await Store.FindDuplicatesAsync(Workspace, 10, fingerprint, sha256)).Select(record => record.Id);
}

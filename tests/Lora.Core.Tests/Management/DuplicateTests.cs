using Lora.Inspection.Sources;
using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Management;

/// <summary>Duplicates are reported before the bytes of a file are uploaded.</summary>
public sealed class DuplicateTests : IAsyncLifetime
{
    private const int Size = 400_000;
    private const int Sample = 64 * 1024;

    private Toolkit _toolkit = null!;

    public async Task InitializeAsync() => _toolkit = await Toolkit.StartAsync();

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task Duplicate_is_found_by_size_beginning_and_end()
    {
        var record = await new Sender(_toolkit, Size).SendAsync();

        Assert.Equal([record.Id], await PreflightAsync(Toolkit.Bytes(Size), "another name.safetensors"));
        Assert.Empty(await PreflightAsync(Toolkit.Bytes(Size, seed: 2)));
        Assert.Empty(await PreflightAsync(Toolkit.Bytes(Size + 1)));
        Assert.Empty(await PreflightAsync(Changed(Size - 1)));
        Assert.Empty(await PreflightAsync(Changed(Size - Sample)));
        Assert.Empty(await PreflightAsync(Changed(Sample - 1)));
        Assert.Equal([record.Id], await PreflightAsync(Changed(Size / 2)));
        Assert.Empty(await PreflightAsync(Toolkit.Bytes(Size), workspace: _toolkit.Bob));
    }

    [Theory]
    [InlineData(LoraTestFile.MinSize)]
    [InlineData(Sample)]
    [InlineData(Sample + 1)]
    [InlineData((2 * Sample) - 1)]
    public async Task Small_duplicates_are_found(int size)
    {
        var record = await new Sender(_toolkit, size).SendAsync();

        Assert.Equal([record.Id], await PreflightAsync(Toolkit.Bytes(size)));
        Assert.Empty(await PreflightAsync(Toolkit.Bytes(size, seed: 2)));
    }

    [Fact]
    public async Task Streams_and_parts_have_the_same_fingerprint_and_hashes_confirm_it()
    {
        var streamed = await _toolkit.UploadAsync("streamed.safetensors", Size);
        var sent = await new Sender(_toolkit, Size).SendAsync();
        using var content = new MemoryStream(Changed(Size / 2));
        var alike = (await _toolkit.Manager.UploadAsync(_toolkit.Ada, "alike.safetensors", Size, content)).OrThrow();
        Assert.Equal(streamed.Facts.Fingerprint, sent.Facts.Fingerprint);

        Assert.Equal(new HashSet<LoraId> { streamed.Id, alike.Id }, (await SameAsync(sent)).ToHashSet());
        Assert.Equal([sent.Id], await SameAsync(streamed));
        Assert.All(await DuplicatesAsync(sent), duplicate => Assert.False(duplicate.IsConfirmed));

        await _toolkit.Services.GetRequiredService<LoraMaintenance>().AnalyzeAsync();

        Assert.Equal([streamed.Id], await SameAsync(sent));
        Assert.Equal([sent.Id], await SameAsync(streamed));
        Assert.Empty(await SameAsync(alike));
        Assert.True(Assert.Single(await DuplicatesAsync(sent)).IsConfirmed);
    }

    [Fact]
    public async Task Deleted_lora_is_not_found()
    {
        var record = await new Sender(_toolkit, Size).SendAsync();
        await _toolkit.Manager.DeleteAsync(_toolkit.Ada, record.Id);

        Assert.Empty(await PreflightAsync(Toolkit.Bytes(Size)));
    }

    [Fact]
    public async Task Loras_of_an_earlier_version_get_their_fingerprint_from_the_analysis()
    {
        var record = await new Sender(_toolkit, Size).SendAsync();
        var old = record with { Facts = record.Facts with { Fingerprint = null }, Stamp = Guid.NewGuid() };
        Assert.True(await _toolkit.Store.TryUpdateAsync(old, record.Stamp));
        Assert.Empty(await PreflightAsync(Toolkit.Bytes(Size)));

        await _toolkit.Services.GetRequiredService<LoraMaintenance>().AnalyzeAsync();

        Assert.Equal([record.Id], await PreflightAsync(Toolkit.Bytes(Size)));
        Assert.Equal(new LoraAnalysisReport(0, 0, 0), await _toolkit.Services.GetRequiredService<LoraMaintenance>().AnalyzeAsync());
    }

    private static byte[] Changed(int where)
    {
        var bytes = Toolkit.Bytes(Size);
        bytes[where] ^= 1;
        return bytes;
    }

    private async Task<IEnumerable<LoraId>> PreflightAsync(byte[] bytes, string name = "neon.safetensors", LoraWorkspaceId? workspace = null)
    {
        var preflight = await _toolkit.Manager.PreflightAsync(workspace ?? _toolkit.Ada, name, new MemoryByteSource(bytes));
        Assert.Empty(preflight.Problems);
        return preflight.Duplicates.Select(record => record.Id);
    }

    private async Task<List<LoraId>> SameAsync(LoraRecord record) => [.. (await DuplicatesAsync(record)).Select(duplicate => duplicate.Lora.Id)];

    private async Task<IReadOnlyList<LoraDuplicate>> DuplicatesAsync(LoraRecord record) =>
        await _toolkit.Manager.FindDuplicatesAsync((await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id))!);
}

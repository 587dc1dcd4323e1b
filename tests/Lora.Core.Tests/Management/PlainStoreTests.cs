using System.Security.Cryptography;
using Lora.Workflows;

namespace Lora.Core.Tests.Management;

/// <summary>A store without multipart uploads supports the same operations: sessions of one part, and streams.</summary>
public sealed class PlainStoreTests : IAsyncLifetime
{
    private const int Size = (2 * Toolkit.PartSize) + 17;

    private Toolkit _toolkit = null!;
    private Func<Task>? _writing;
    private Func<Task>? _written;

    public async Task InitializeAsync()
    {
        _toolkit = new Toolkit
        {
            Instead = files => new PlainFiles(files)
            {
                Writing = () => _writing?.Invoke() ?? Task.CompletedTask,
                Written = () => _written?.Invoke() ?? Task.CompletedTask,
            },
        };
        await _toolkit.RestartAsync();
    }

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_is_stored_unchanged_with_and_without_known_size(bool hasSize)
    {
        var bytes = Toolkit.Bytes(Size);
        using var content = new MemoryStream(bytes);

        var record = (await _toolkit.Manager.UploadAsync(_toolkit.Ada, "neon.safetensors", hasSize ? Size : null, content)).OrThrow();

        var hash = Convert.ToHexString(SHA256.HashData(bytes));
        Assert.Equal(hash, await _toolkit.HashAsync(record));
        Assert.Equal(hash, record.Facts.Hashes!.Sha256, ignoreCase: true);
    }

    [Fact]
    public async Task Stream_is_forwarded_to_the_store_while_it_arrives()
    {
        using var content = new MemoryStream(Toolkit.Bytes(Size));
        var read = -1L;
        _writing = () =>
        {
            read = content.Position;
            return Task.CompletedTask;
        };

        (await _toolkit.Manager.UploadAsync(_toolkit.Ada, "neon.safetensors", Size, content)).OrThrow();

        Assert.Equal(0, read);
    }

    [Theory]
    [InlineData(Size - 1)]
    [InlineData(Size + 1)]
    public async Task Stream_of_another_size_leaves_nothing(long declared)
    {
        using var content = new MemoryStream(Toolkit.Bytes(Size));

        var result = await _toolkit.Manager.UploadAsync(_toolkit.Ada, "neon.safetensors", declared, content);

        Assert.Equal(LoraErrorCodes.SizeMismatch, Assert.Single(result.Issues).Code);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Session_has_one_part_and_can_be_continued()
    {
        var bytes = Toolkit.Bytes(Size);
        var begun = (await _toolkit.Manager.BeginUploadAsync(_toolkit.Ada, new UploadRequest("neon.safetensors", Size) { ClientKey = "one" })).OrThrow();
        Assert.Equal(1, begun.Upload.Parts.Count);
        using (var content = new MemoryStream(bytes))
        {
            (await _toolkit.Manager.PutPartAsync(_toolkit.Ada, begun.Upload.Id, 1, content, Size)).OrThrow();
        }

        var again = (await _toolkit.Manager.BeginUploadAsync(_toolkit.Ada, new UploadRequest("neon.safetensors", Size) { ClientKey = "one" })).OrThrow();

        Assert.Equal(begun.Upload.Id, again.Upload.Id);
        Assert.Equal([1], again.Stored);
        var record = (await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, begun.Upload.Id)).OrThrow();
        Assert.Equal(Convert.ToHexString(SHA256.HashData(bytes)), await _toolkit.HashAsync(record));
    }

    [Fact]
    public async Task Upload_that_is_aborted_during_a_write_leaves_nothing()
    {
        var upload = (await _toolkit.Manager.BeginUploadAsync(_toolkit.Ada, "neon.safetensors", Size)).OrThrow().Upload;
        _writing = async () => (await _toolkit.Manager.AbortUploadAsync(_toolkit.Ada, upload.Id)).OrThrow();
        using var content = new MemoryStream(Toolkit.Bytes(Size));

        var result = await _toolkit.Manager.PutPartAsync(_toolkit.Ada, upload.Id, 1, content, Size);

        Assert.Equal(LoraErrorCodes.UploadGone, Assert.Single(result.Issues).Code);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Upload_completed_before_its_part_is_acknowledged_is_kept()
    {
        var bytes = Toolkit.Bytes(Size);
        var upload = (await _toolkit.Manager.BeginUploadAsync(_toolkit.Ada, "neon.safetensors", Size)).OrThrow().Upload;
        _written = async () => (await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, upload.Id)).OrThrow();
        using var content = new MemoryStream(bytes);

        (await _toolkit.Manager.PutPartAsync(_toolkit.Ada, upload.Id, 1, content, Size)).OrThrow();

        var record = (await _toolkit.Manager.FindAsync(_toolkit.Ada, upload.Id))!;
        Assert.Equal(Convert.ToHexString(SHA256.HashData(bytes)), await _toolkit.HashAsync(record));
    }
}

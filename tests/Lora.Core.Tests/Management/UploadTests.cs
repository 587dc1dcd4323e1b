using System.Security.Cryptography;
using Lora.Storage;
using Lora.Testing;

namespace Lora.Core.Tests.Management;

public sealed class UploadTests : IAsyncLifetime
{
    private Toolkit _toolkit = null!;

    public async Task InitializeAsync() => _toolkit = await Toolkit.StartAsync();

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Theory]
    [InlineData(LoraTestFile.MinSize)]
    [InlineData(1000)]
    [InlineData(Toolkit.PartSize - 1)]
    [InlineData(Toolkit.PartSize)]
    [InlineData(Toolkit.PartSize + 1)]
    [InlineData((3 * Toolkit.PartSize) + 17)]
    public async Task Stream_is_stored_unchanged_with_and_without_known_size(int size)
    {
        var bytes = Toolkit.Bytes(size);
        foreach (var declared in new long?[] { size, null })
        {
            using var content = new MemoryStream(bytes);
            var record = (await _toolkit.Manager.UploadAsync(_toolkit.Ada, "Neon rain.safetensors", declared, content)).OrThrow();

            Assert.Equal(size, record.Size);
            Assert.Equal("Neon rain", record.Name);
            Assert.Contains(record.Id.ToString(), record.StorageKey, StringComparison.Ordinal);
            var hash = Convert.ToHexString(SHA256.HashData(bytes));
            Assert.Equal(hash, await _toolkit.HashAsync(record));
            Assert.Equal(hash, record.Facts.Hashes!.Sha256, ignoreCase: true);
        }
    }

    [Fact]
    public async Task Stream_of_another_size_leaves_nothing()
    {
        foreach (var declared in new[] { 999, 1001 })
        {
            using var content = new MemoryStream(Toolkit.Bytes(1000));
            var result = await _toolkit.Manager.UploadAsync(_toolkit.Ada, "a.ckpt", declared, content);
            Assert.Equal(LoraErrorCodes.SizeMismatch, Assert.Single(result.Issues).Code);
        }

        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Storage_issue_for_a_part_of_a_stream_is_returned_and_nothing_is_left()
    {
        _toolkit.Fault.Once("Files.PutPartAsync:after", static () => new LoraStorageException(LoraErrorCodes.UploadGone, "Gone.", isTransient: false));
        using var content = new MemoryStream(Toolkit.Bytes(8 * Toolkit.PartSize));

        var result = await _toolkit.Manager.UploadAsync(_toolkit.Ada, "neon.safetensors", content.Length, content);

        Assert.Equal(LoraErrorCodes.UploadGone, Assert.Single(result.Issues).Code);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Endless_stream_is_refused_as_soon_as_it_is_too_large()
    {
        await _toolkit.RestartAsync(options => options.MaxFileSize = Toolkit.PartSize + 100);
        using var content = new MemoryStream(Toolkit.Bytes(Toolkit.PartSize * 4));

        var result = await _toolkit.Manager.UploadAsync(_toolkit.Ada, "a.ckpt", null, content);

        Assert.Equal(LoraErrorCodes.FileTooLarge, Assert.Single(result.Issues).Code);
        Assert.True(content.Position <= Toolkit.PartSize + 101);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Stream_that_is_empty_fails_or_is_canceled_leaves_nothing()
    {
        var empty = await _toolkit.Manager.UploadAsync(_toolkit.Ada, "a.ckpt", null, Stream.Null);
        Assert.Equal(LoraErrorCodes.FileEmpty, Assert.Single(empty.Issues).Code);

        await Assert.ThrowsAsync<IOException>(() =>
            _toolkit.Manager.UploadAsync(_toolkit.Ada, "a.ckpt", null, new BreakingStream(Toolkit.PartSize + 5, () => throw new IOException("Gone."))));

        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _toolkit.Manager.UploadAsync(_toolkit.Ada, "a.ckpt", null, new BreakingStream(Toolkit.PartSize + 5, cancel.Cancel), cancel.Token));

        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task All_problems_of_a_file_are_reported_before_a_byte_is_read()
    {
        var content = new BreakingStream(0, () => throw new InvalidOperationException("Read."));
        var result = await _toolkit.Manager.UploadAsync(_toolkit.Ada, "a/b.zip", 0, content);
        Assert.Equal([LoraErrorCodes.FileNamePath, LoraErrorCodes.FileExtension, LoraErrorCodes.FileEmpty], result.Issues.Select(issue => issue.Code));
    }

    [Fact]
    public async Task Names_in_any_script_are_kept_and_equal_names_do_not_collide()
    {
        var first = await _toolkit.UploadAsync("한국 수채화.safetensors", 200);
        var second = await _toolkit.UploadAsync("한국 수채화.safetensors", 300);
        Assert.Equal("한국 수채화", first.Name);
        Assert.NotEqual(first.StorageKey, second.StorageKey);
        Assert.EndsWith(".safetensors", first.StorageKey, StringComparison.Ordinal);
        Assert.Equal(200, (await _toolkit.Files.FindAsync(first.StorageKey))!.Size);
        Assert.Equal(300, (await _toolkit.Files.FindAsync(second.StorageKey))!.Size);
    }

    [Fact]
    public async Task Failed_save_leaves_neither_object_nor_row()
    {
        _toolkit.Fault.Once("TryPromoteAsync:before", () => new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "Down.", isTransient: true));

        var exception = await Assert.ThrowsAsync<LoraStorageException>(() => _toolkit.UploadAsync());

        Assert.Equal(LoraErrorCodes.DatabaseUnavailable, exception.Code);
        Assert.True(exception.IsTransient);
        Assert.Contains("so it was deleted", exception.Message, StringComparison.Ordinal);
        await _toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Lora_exists_when_the_response_of_the_database_was_lost()
    {
        _toolkit.Fault.Once("TryPromoteAsync:after", () => new TimeoutException("No answer."));

        var record = await _toolkit.UploadAsync();

        Assert.Equal(record.Id, (await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id))!.Id);
        Assert.Equal(64, (await _toolkit.HashAsync(record)).Length);
    }

    [Fact]
    public async Task Record_that_another_caller_saved_is_not_published_again()
    {
        var begun = (await _toolkit.Manager.BeginUploadAsync(_toolkit.Ada, "a.ckpt", 200)).OrThrow();
        await _toolkit.Manager.PutPartAsync(_toolkit.Ada, begun.Upload.Id, 1, new MemoryStream(LoraTestFile.Create("a.ckpt", 200, seed: 1)));
        var changes = new List<LoraChange>();
        using var subscription = _toolkit.Changes.Subscribe(_toolkit.Ada, changes.Add);
        _toolkit.Fault.Meanwhile("TryPromoteAsync:before", async () =>
        {
            var claimed = (await _toolkit.Store.FindUploadAsync(_toolkit.Ada, begun.Upload.Id))!;
            var record = new LoraRecord
            {
                Id = claimed.Id,
                Workspace = claimed.Workspace,
                Name = "saved by another",
                FileName = claimed.FileName,
                StorageKey = claimed.StorageKey,
                Size = claimed.Size,
                UploadedAt = claimed.CreatedAt,
                StateChangedAt = claimed.CreatedAt,
                Stamp = Guid.NewGuid(),
            };
            Assert.True(await _toolkit.Store.TryPromoteAsync(record, claimed.Stamp));
            throw new TimeoutException("No answer.");
        });

        Assert.Equal("saved by another", (await _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, begun.Upload.Id)).OrThrow().Name);

        Assert.Empty(changes);
    }

    [Fact]
    public async Task Sweeper_finishes_the_complete_after_a_database_outage()
    {
        var begun = (await _toolkit.Manager.BeginUploadAsync(_toolkit.Ada, "a.ckpt", 200)).OrThrow();
        await _toolkit.Manager.PutPartAsync(_toolkit.Ada, begun.Upload.Id, 1, new MemoryStream(LoraTestFile.Create("a.ckpt", 200, seed: 1)));
        _toolkit.Fault.Once("TryPromoteAsync:before", Down);
        _toolkit.Fault.Once("FindAsync:before", Down);

        await Assert.ThrowsAsync<LoraStorageException>(() => _toolkit.Manager.CompleteUploadAsync(_toolkit.Ada, begun.Upload.Id));
        _toolkit.Time.Advance(TimeSpan.FromMinutes(2));
        var report = await _toolkit.Sweeper.SweepAsync();

        Assert.Equal(new LoraSweepReport(0, 1, 0, 0), report);
        Assert.NotNull(await _toolkit.Manager.FindAsync(_toolkit.Ada, begun.Upload.Id));

        static LoraStorageException Down() => new(LoraErrorCodes.DatabaseUnavailable, "Down.", isTransient: true);
    }
}

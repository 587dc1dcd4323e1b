using System.Security.Cryptography;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Management;

/// <summary>Stored files match the uploaded ones, or are reported as damaged.</summary>
public sealed class IntegrityTests : IAsyncLifetime
{
    private Toolkit _toolkit = null!;
    private Sender _sender = null!;

    private LoraMaintenance Maintenance => _toolkit.Services.GetRequiredService<LoraMaintenance>();

    public async Task InitializeAsync()
    {
        _toolkit = await Toolkit.StartAsync();
        _sender = new Sender(_toolkit);
    }

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task Part_corrupted_in_transit_is_refused_and_can_be_sent_again()
    {
        var begun = (await _sender.BeginAsync()).OrThrow();
        (await _sender.PutAsync(begun.Upload, 2)).OrThrow();

        var issue = Assert.Single((await _sender.PutAsync(begun.Upload, 1, Damaged(begun, 1))).Issues);

        Assert.Equal(LoraErrorCodes.PartChecksum, issue.Code);
        Assert.Contains("Send it again", issue.Message, StringComparison.Ordinal);
        var status = (await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, begun.Upload.Id)).OrThrow();
        Assert.Equal([2], status.Stored);
        await _sender.PutMissingAsync(status);
        var record = (await _sender.CompleteAsync(begun.Upload)).OrThrow();
        Assert.Equal(_sender.Content.Length, record.Size);
    }

    [Fact]
    public async Task Part_with_a_new_checksum_is_missing_until_it_arrives()
    {
        var begun = (await _sender.BeginAsync()).OrThrow();
        await _sender.PutMissingAsync(begun);
        var changed = new Sender(_toolkit, seed: 2);

        // The file was changed, and its new first part is corrupted in transit: the stored part is the old one.
        Assert.Equal(LoraErrorCodes.PartChecksum, Assert.Single((await changed.PutAsync(begun.Upload, 1, Damaged(begun, 1))).Issues).Code);

        Assert.Equal([2, 3], (await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, begun.Upload.Id)).OrThrow().Stored);
        Assert.Equal(LoraErrorCodes.UploadIncomplete, Assert.Single((await _sender.CompleteAsync(begun.Upload)).Issues).Code);
        (await _sender.PutAsync(begun.Upload, 1)).OrThrow();
        (await _sender.CompleteAsync(begun.Upload)).OrThrow();
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg")]
    public async Task Malformed_checksum_is_refused_before_a_byte_is_read(string sha256)
    {
        var upload = (await _sender.BeginAsync()).OrThrow().Upload;
        var content = new BreakingStream(0, () => throw new InvalidOperationException("Read."));

        var result = await _toolkit.Manager.PutPartAsync(_toolkit.Ada, upload.Id, 1, content, sha256: sha256);

        Assert.Equal((LoraErrorCodes.ChecksumInvalid, "sha256"), (Assert.Single(result.Issues).Code, result.Issues[0].Member));
    }

    [Fact]
    public async Task Announced_checksums_are_returned()
    {
        var begun = (await _sender.BeginAsync()).OrThrow();
        (await _sender.PutAsync(begun.Upload, 1)).OrThrow();
        (await _sender.PutAsync(begun.Upload, 3, announced: false)).OrThrow();

        var status = (await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, begun.Upload.Id)).OrThrow();

        Assert.Equal([(1, _sender.Digest(begun.Upload, 1)), (3, null)], status.StoredParts.Select(part => (part.Number, part.Sha256)));
    }

    [Fact]
    public async Task Stored_file_is_verified_when_it_is_hashed()
    {
        var record = await _sender.SendAsync();
        Assert.Null(record.Facts.Transfer!.IsVerified);
        Assert.Equal(Toolkit.PartSize, record.Facts.Transfer.PartSize);

        await Maintenance.AnalyzeAsync();

        var found = (await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id))!;
        Assert.True(found.Facts.Transfer!.IsVerified);
        Assert.Equal(record.Facts.Transfer.Sha256, found.Facts.Transfer.Sha256);
        Assert.False(Item(found).IsDamaged);
    }

    [Fact]
    public async Task File_that_was_corrupted_in_storage_is_detected()
    {
        var record = await _sender.SendAsync();
        await using (var file = File.Open(_toolkit.Files.GetPath(record.StorageKey), FileMode.Open))
        {
            file.Position = file.Length - 1;
            file.WriteByte((byte)(_sender.Content[^1] ^ 1));
        }

        await Maintenance.AnalyzeAsync();

        var found = (await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id))!;
        Assert.False(found.Facts.Transfer!.IsVerified);
        Assert.True(Item(found).IsDamaged);
    }

    [Fact]
    public async Task File_is_not_verified_if_a_part_was_announced_without_checksum()
    {
        var begun = (await _sender.BeginAsync()).OrThrow();
        await _sender.PutMissingAsync(begun);
        (await _sender.PutAsync(begun.Upload, 2, announced: false)).OrThrow();

        var record = (await _sender.CompleteAsync(begun.Upload)).OrThrow();

        Assert.Null(record.Facts.Transfer);
    }

    [Fact]
    public async Task Composite_checksum_of_storage_is_verified_at_the_end()
    {
        await UseAsync(new UnverifiedFiles(_toolkit.Files, reportsComposite: true));

        var record = await _sender.SendAsync();

        Assert.True(record.Facts.Transfer!.IsVerified);
    }

    [Fact]
    public async Task File_with_another_checksum_is_deleted_and_its_client_key_is_free()
    {
        var careless = new UnverifiedFiles(_toolkit.Files, reportsComposite: true) { Damages = true };
        await UseAsync(careless);
        var begun = (await _sender.BeginAsync("key")).OrThrow();
        await _sender.PutMissingAsync(begun);

        Assert.Equal(LoraErrorCodes.ChecksumMismatch, Assert.Single((await _sender.CompleteAsync(begun.Upload)).Issues).Code);

        await _toolkit.AssertNothingIsLeftAsync();
        careless.Damages = false;
        Assert.NotEqual(begun.Upload.Id, (await _sender.SendAsync("key")).Id);
    }

    [Fact]
    public async Task File_corrupted_by_a_store_without_checksums_is_detected_afterwards()
    {
        await UseAsync(new UnverifiedFiles(_toolkit.Files, reportsComposite: false) { Damages = true });
        var record = await _sender.SendAsync();

        await Maintenance.AnalyzeAsync();

        Assert.True(Item((await _toolkit.Manager.FindAsync(_toolkit.Ada, record.Id))!).IsDamaged);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Old_part_is_never_mistaken_for_a_new_one_without_stored_checksums(bool isSigned)
    {
        await UseAsync(isSigned ? new SigningFiles(new UnverifiedFiles(_toolkit.Files, reportsComposite: false)) : new UnverifiedFiles(_toolkit.Files, reportsComposite: false));
        var begun = (await _sender.BeginAsync()).OrThrow();
        await _sender.PutMissingAsync(begun);
        var changed = new Sender(_toolkit, seed: 2);

        // The file was changed, and the new bytes never arrive.
        if (isSigned)
        {
            (await _toolkit.Manager.SignPartsAsync(_toolkit.Ada, begun.Upload.Id, [new(1, changed.Digest(begun.Upload, 1)), new(3, _sender.Digest(begun.Upload, 3))])).OrThrow();
        }
        else
        {
            var broken = new BreakingStream(1000, static () => throw new IOException("Gone."));
            await Assert.ThrowsAsync<IOException>(() => _toolkit.Manager.PutPartAsync(_toolkit.Ada, begun.Upload.Id, 1, broken, sha256: changed.Digest(begun.Upload, 1)));
        }

        var status = (await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, begun.Upload.Id)).OrThrow();
        Assert.Equal([2, 3], status.Stored);
        Assert.Equal(LoraErrorCodes.UploadIncomplete, Assert.Single((await _sender.CompleteAsync(begun.Upload)).Issues).Code);
        await _sender.PutMissingAsync(status);
        var record = (await _sender.CompleteAsync(begun.Upload)).OrThrow();
        Assert.Equal(Convert.ToHexString(SHA256.HashData(_sender.Content)), await _toolkit.HashAsync(record));
    }

    private LoraItem Item(LoraRecord record) => _toolkit.Manager.ToItem(record);

    private async Task UseAsync(IMultipartFileStore files)
    {
        var inner = files;
        _toolkit.Around = _ => inner;
        await _toolkit.RestartAsync();
    }

    private byte[] Damaged(LoraUploadStatus status, int number)
    {
        var bytes = _sender.Part(status.Upload, number);
        bytes[1000] ^= 1;
        return bytes;
    }
}

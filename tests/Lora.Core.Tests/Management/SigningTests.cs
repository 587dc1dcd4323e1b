using Lora.Storage;

namespace Lora.Core.Tests.Management;

/// <summary>Presigned URLs for direct uploads from browsers.</summary>
public sealed class SigningTests : IAsyncLifetime
{
    private static readonly string Digest = new('a', 64);

    private Toolkit _toolkit = null!;
    private Sender _sender = null!;

    public async Task InitializeAsync()
    {
        _toolkit = new Toolkit { Around = static files => new SigningFiles(files) };
        await _toolkit.RestartAsync();
        _sender = new Sender(_toolkit);
    }

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task Parts_are_signed_with_their_saved_checksum()
    {
        var upload = (await _sender.BeginAsync()).OrThrow().Upload;

        var signed = (await SignAsync(upload, new LoraPartDigest(3, Digest), new LoraPartDigest(1, null))).OrThrow();

        Assert.Equal([3, 1], signed.Select(part => part.Number));
        Assert.Contains("part=3&size=1000&seconds=900", signed[0].Url.Query, StringComparison.Ordinal);
        Assert.Equal(Digest, signed[0].Headers["x-amz-content-sha256"]);
        Assert.Empty(signed[1].Headers);
        Assert.Equal([new LoraPartDigest(3, Digest)], await _toolkit.Store.ListPartDigestsAsync(_toolkit.Ada, upload.Id));
        Assert.Equal(LoraUploadTransport.Auto, _toolkit.Manager.Transport);
    }

    [Fact]
    public async Task Signing_keeps_a_session_alive()
    {
        var upload = (await _sender.BeginAsync()).OrThrow().Upload;
        _toolkit.Time.Advance(TimeSpan.FromHours(23));
        (await SignAsync(upload, new LoraPartDigest(1, null))).OrThrow();
        _toolkit.Time.Advance(TimeSpan.FromHours(23));

        Assert.Equal(0, (await _toolkit.Sweeper.SweepAsync()).UploadsRemoved);
        (await SignAsync(upload, new LoraPartDigest(1, null))).OrThrow();
    }

    [Fact]
    public async Task Part_that_cannot_be_signed_is_refused()
    {
        var upload = (await _sender.BeginAsync()).OrThrow().Upload;

        Assert.Equal(LoraErrorCodes.RequestInvalid, await CodeAsync(upload));
        Assert.Equal(LoraErrorCodes.RequestInvalid, await CodeAsync(upload, [.. Enumerable.Repeat(new LoraPartDigest(1, null), 51)]));
        Assert.Equal(LoraErrorCodes.PartNumber, await CodeAsync(upload, new LoraPartDigest(1, null), new LoraPartDigest(4, null)));
        Assert.Equal(LoraErrorCodes.ChecksumInvalid, await CodeAsync(upload, new LoraPartDigest(1, Digest.ToUpperInvariant())));
        Assert.Equal(LoraErrorCodes.UploadNotFound, await CodeAsync(upload with { Workspace = _toolkit.Bob }, new LoraPartDigest(1, null)));
        Assert.Empty(await _toolkit.Store.ListPartDigestsAsync(_toolkit.Ada, upload.Id));

        await _sender.PutMissingAsync((await _toolkit.Manager.GetUploadAsync(_toolkit.Ada, upload.Id)).OrThrow());
        _toolkit.Fault.Once("TryPromoteAsync:before", Down);
        _toolkit.Fault.Once("FindAsync:before", Down);
        await Assert.ThrowsAsync<LoraStorageException>(() => _sender.CompleteAsync(upload));
        Assert.Equal(LoraErrorCodes.UploadBusy, await CodeAsync(upload, new LoraPartDigest(1, null)));

        static LoraStorageException Down() => new(LoraErrorCodes.DatabaseUnavailable, "Down.", isTransient: true);
    }

    [Fact]
    public async Task Nothing_is_signed_without_direct_uploads()
    {
        var upload = (await _sender.BeginAsync()).OrThrow().Upload;
        await _toolkit.RestartAsync(options => options.Transport = LoraUploadTransport.Proxied);
        Assert.Equal(LoraErrorCodes.DirectUnsupported, await CodeAsync(upload, new LoraPartDigest(1, null)));
        Assert.Equal(LoraUploadTransport.Proxied, _toolkit.Manager.Transport);

        foreach (var around in new Func<IMultipartFileStore, IMultipartFileStore>[] { static files => new SigningFiles(files) { CanSignParts = false }, static files => files })
        {
            _toolkit.Around = around;
            await _toolkit.RestartAsync(options => options.Transport = LoraUploadTransport.Direct);
            Assert.Equal(LoraErrorCodes.DirectUnsupported, await CodeAsync(upload, new LoraPartDigest(1, null)));
            Assert.Equal(LoraUploadTransport.Proxied, _toolkit.Manager.Transport);
        }
    }

    private Task<LoraResult<IReadOnlyList<LoraSignedPart>>> SignAsync(LoraUpload upload, params LoraPartDigest[] parts) =>
        _toolkit.Manager.SignPartsAsync(upload.Workspace, upload.Id, parts);

    private async Task<string> CodeAsync(LoraUpload upload, params LoraPartDigest[] parts) => Assert.Single((await SignAsync(upload, parts)).Issues).Code;
}

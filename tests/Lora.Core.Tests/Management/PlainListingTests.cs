using Lora.Storage;

namespace Lora.Core.Tests.Management;

/// <summary>A store that lists its objects but has no multipart uploads.</summary>
public sealed class PlainListingTests : IAsyncLifetime
{
    private readonly Toolkit _toolkit = new() { Instead = static files => new ListingFiles(new PlainFiles(files), (IListingFileStore)files) };

    public Task InitializeAsync() => _toolkit.RestartAsync();

    public async Task DisposeAsync() => await _toolkit.DisposeAsync();

    [Fact]
    public async Task Its_objects_are_compared_with_the_database()
    {
        var lost = await _toolkit.UploadAsync("lost.safetensors");
        await _toolkit.UploadAsync("kept.safetensors");
        await _toolkit.Files.DeleteAsync(lost.StorageKey);

        var report = (await _toolkit.Manager.ReconcileAsync(_toolkit.Ada)).OrThrow();

        Assert.Equal(lost.Id, Assert.Single(report.Missing).Id);
        Assert.Empty(report.Found);
    }

    private sealed class ListingFiles(ILoraFileStore files, IListingFileStore list) : IListingFileStore
    {
        public string GetPath(string key) => files.GetPath(key);

        public string? GetKey(string path) => files.GetKey(path);

        public Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default) => files.FindAsync(key, cancellationToken);

        public Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default) => files.OpenReadAsync(key, offset, cancellationToken);

        public Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default) => files.WriteAsync(key, content, size, cancellationToken);

        public Task DeleteAsync(string key, CancellationToken cancellationToken = default) => files.DeleteAsync(key, cancellationToken);

        public IAsyncEnumerable<LoraStoredFile> ListAsync(string prefix, CancellationToken cancellationToken = default) => list.ListAsync(prefix, cancellationToken);

        public IAsyncEnumerable<LoraStoredUpload> ListUploadsUnderAsync(string prefix, CancellationToken cancellationToken = default) => list.ListUploadsUnderAsync(prefix, cancellationToken);
    }
}

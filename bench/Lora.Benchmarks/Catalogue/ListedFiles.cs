using System.Runtime.CompilerServices;
using Lora.Storage;

namespace Lora.Benchmarks.Catalogue;

/// <summary>A storage without bytes: it lists the objects of the first records, and finds those of all.</summary>
internal sealed class ListedFiles(LoraWorkspaceId workspace, int listed, int count) : ILoraFileStore, IListingFileStore
{
    private readonly Dictionary<string, long> _sizes = [];

    public async IAsyncEnumerable<LoraStoredFile> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var number = 0; number < listed; number++)
        {
            var (key, size) = CatalogueRecords.File(workspace, number);
            yield return new LoraStoredFile(key, size, DateTimeOffset.UnixEpoch);
            if (number % 1000 == 0)
            {
                await Task.Yield();
            }
        }
    }

    public IAsyncEnumerable<LoraStoredUpload> ListUploadsUnderAsync(string prefix, CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<LoraStoredUpload>();

    /// <summary>Finds an object that is not listed, as one outside of the prefix.</summary>
    public Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        if (_sizes.Count == 0)
        {
            for (var number = listed; number < count; number++)
            {
                var (own, size) = CatalogueRecords.File(workspace, number);
                _sizes[own] = size;
            }
        }

        return Task.FromResult(_sizes.TryGetValue(key, out var found) ? new LoraStoredFile(key, found, DateTimeOffset.UnixEpoch) : null);
    }

    public string GetPath(string key) => key;

    public string? GetKey(string path) => path;

    public Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Prepares <see cref="FindAsync"/>, whose memory is not that of the comparison.</summary>
    public Task PrepareAsync() => FindAsync("none");
}

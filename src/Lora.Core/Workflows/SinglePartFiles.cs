using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Adds single-part upload sessions to a file store without multipart uploads. The session's row keeps the object hidden until it is completed.</summary>
internal class SinglePartFiles(ILoraFileStore files) : IMultipartFileStore
{
    private const string Name = "single";

    public static IMultipartFileStore Over(ILoraFileStore files) => files switch
    {
        IMultipartFileStore multipart => multipart,
        IListingFileStore listing => new Listing(listing),
        _ => new SinglePartFiles(files),
    };

    public string GetPath(string key) => files.GetPath(key);

    public string? GetKey(string path) => files.GetKey(path);

    public Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default) => files.FindAsync(key, cancellationToken);

    public Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default) =>
        files.OpenReadAsync(key, offset, cancellationToken);

    public Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default) =>
        files.WriteAsync(key, content, size, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default) => files.DeleteAsync(key, cancellationToken);

    public Task<string> BeginAsync(string key, LoraPartPlan parts, CancellationToken cancellationToken = default) => Task.FromResult(Name);

    public async Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default)
    {
        var size = parts.SizeOf(number);
        using var verified = sha256 is null ? null : new LoraVerifiedStream(content, size, sha256);
        await files.WriteAsync(key, verified ?? content, size, cancellationToken).ConfigureAwait(false);

        return new LoraFilePart(number, size);
    }

    public async Task<IReadOnlyList<LoraFilePart>?> ListPartsAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        await files.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } file ? [new LoraFilePart(1, file.Size)] : [];

    public async Task CompleteAsync(
        string key, string multipartId, LoraPartPlan parts, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken = default)
    {
        if (await files.FindAsync(key, cancellationToken).ConfigureAwait(false) is null)
        {
            throw new LoraStorageException(LoraErrorCodes.UploadGone, UploadIssues.Gone.Message, isTransient: false);
        }
    }

    public Task AbortAsync(string key, string multipartId, CancellationToken cancellationToken = default) => files.DeleteAsync(key, cancellationToken);

    public Task<IReadOnlyList<string>> ListUploadsAsync(string key, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>For a store that can list its objects, so that they can be compared with the database.</summary>
    private sealed class Listing(IListingFileStore files) : SinglePartFiles(files), IListingFileStore
    {
        public IAsyncEnumerable<LoraStoredFile> ListAsync(string prefix, CancellationToken cancellationToken = default) => files.ListAsync(prefix, cancellationToken);

        public IAsyncEnumerable<LoraStoredUpload> ListUploadsUnderAsync(string prefix, CancellationToken cancellationToken = default) =>
            files.ListUploadsUnderAsync(prefix, cancellationToken);
    }
}

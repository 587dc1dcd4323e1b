using Lora.Storage;

namespace Lora.Conformance.Faults;

/// <summary>A file store that fails at the steps that a test chooses. It has the capabilities of the inner store.</summary>
public sealed class FaultyFileStore(IMultipartFileStore inner, Fault fault) : IPartSigningFileStore, IListingFileStore
{
    public bool CanSignParts => inner is IPartSigningFileStore { CanSignParts: true };

    public string GetPath(string key) => inner.GetPath(key);

    public string? GetKey(string path) => inner.GetKey(path);

    public Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(FindAsync), () => inner.FindAsync(key, cancellationToken));

    public Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(OpenReadAsync), () => inner.OpenReadAsync(key, offset, cancellationToken));

    public Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(WriteAsync), () => inner.WriteAsync(key, content, size, cancellationToken));

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(DeleteAsync), () => inner.DeleteAsync(key, cancellationToken));

    public Task<string> BeginAsync(string key, LoraPartPlan parts, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(BeginAsync), () => inner.BeginAsync(key, parts, cancellationToken));

    public Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(PutPartAsync), () => inner.PutPartAsync(key, multipartId, parts, number, content, sha256, cancellationToken));

    public Task<IReadOnlyList<LoraFilePart>?> ListPartsAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(ListPartsAsync), () => inner.ListPartsAsync(key, multipartId, cancellationToken));

    public Task CompleteAsync(
        string key, string multipartId, LoraPartPlan parts, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(CompleteAsync), () => inner.CompleteAsync(key, multipartId, parts, stored, cancellationToken));

    public Task AbortAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(AbortAsync), () => inner.AbortAsync(key, multipartId, cancellationToken));

    public Task<IReadOnlyList<string>> ListUploadsAsync(string key, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(ListUploadsAsync), () => inner.ListUploadsAsync(key, cancellationToken));

    public Task<LoraSignedPart> SignPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, string? sha256, TimeSpan lifetime, CancellationToken cancellationToken = default) =>
        fault.RunAsync(
            "Files." + nameof(SignPartAsync),
            () => ((IPartSigningFileStore)inner).SignPartAsync(key, multipartId, parts, number, sha256, lifetime, cancellationToken));

    public IAsyncEnumerable<LoraStoredFile> ListAsync(string prefix, CancellationToken cancellationToken = default) =>
        fault.EachAsync("Files." + nameof(ListAsync), ((IListingFileStore)inner).ListAsync(prefix, cancellationToken));

    public IAsyncEnumerable<LoraStoredUpload> ListUploadsUnderAsync(string prefix, CancellationToken cancellationToken = default) =>
        fault.EachAsync("Files." + nameof(ListUploadsUnderAsync), ((IListingFileStore)inner).ListUploadsUnderAsync(prefix, cancellationToken));

    public Task<IReadOnlyList<LoraStorageProblem>> DiagnoseAsync(string? origin = null, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(DiagnoseAsync), () => inner.DiagnoseAsync(origin, cancellationToken));
}

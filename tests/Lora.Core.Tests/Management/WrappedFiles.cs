using Lora.Storage;

namespace Lora.Core.Tests.Management;

/// <summary>The base class of stores that modify the folder store.</summary>
internal abstract class WrappedFiles(IMultipartFileStore inner) : IMultipartFileStore
{
    protected IMultipartFileStore Inner => inner;

    public string GetPath(string key) => inner.GetPath(key);

    public string? GetKey(string path) => inner.GetKey(path);

    public virtual Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default) => inner.FindAsync(key, cancellationToken);

    public virtual Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default) => inner.OpenReadAsync(key, offset, cancellationToken);

    public Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default) => inner.WriteAsync(key, content, size, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default) => inner.DeleteAsync(key, cancellationToken);

    public Task<string> BeginAsync(string key, LoraPartPlan parts, CancellationToken cancellationToken = default) => inner.BeginAsync(key, parts, cancellationToken);

    public virtual Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default) =>
        inner.PutPartAsync(key, multipartId, parts, number, content, sha256, cancellationToken);

    public Task<IReadOnlyList<LoraFilePart>?> ListPartsAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        inner.ListPartsAsync(key, multipartId, cancellationToken);

    public Task CompleteAsync(
        string key, string multipartId, LoraPartPlan parts, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken = default) =>
        inner.CompleteAsync(key, multipartId, parts, stored, cancellationToken);

    public Task AbortAsync(string key, string multipartId, CancellationToken cancellationToken = default) => inner.AbortAsync(key, multipartId, cancellationToken);

    public Task<IReadOnlyList<string>> ListUploadsAsync(string key, CancellationToken cancellationToken = default) => inner.ListUploadsAsync(key, cancellationToken);
}

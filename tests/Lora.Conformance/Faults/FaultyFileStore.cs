using Lora.Files;
using Lora.Uploads;

namespace Lora.Conformance.Faults;

/// <summary>A file store that fails where a test wants it to.</summary>
public sealed class FaultyFileStore(IMultipartFileStore inner, Fault fault) : IMultipartFileStore
{
    public string GetPath(string key) => inner.GetPath(key);

    public string? GetKey(string path) => inner.GetKey(path);

    public Task<LoraFileInfo?> FindAsync(string key, CancellationToken cancellationToken = default) =>
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
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(PutPartAsync), () => inner.PutPartAsync(key, multipartId, parts, number, content, cancellationToken));

    public Task<IReadOnlyList<LoraFilePart>?> ListPartsAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(ListPartsAsync), () => inner.ListPartsAsync(key, multipartId, cancellationToken));

    public Task CompleteAsync(
        string key, string multipartId, LoraPartPlan parts, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(CompleteAsync), () => inner.CompleteAsync(key, multipartId, parts, stored, cancellationToken));

    public Task AbortAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(AbortAsync), () => inner.AbortAsync(key, multipartId, cancellationToken));

    public Task<IReadOnlyList<string>> ListUploadsAsync(string key, CancellationToken cancellationToken = default) =>
        fault.RunAsync("Files." + nameof(ListUploadsAsync), () => inner.ListUploadsAsync(key, cancellationToken));
}

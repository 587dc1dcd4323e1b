using Lora.Storage;

namespace Lora.Core.Tests.Management;

/// <summary>A store with only the mandatory interface, without multipart uploads and presigned URLs.</summary>
internal sealed class PlainFiles(ILoraFileStore inner) : ILoraFileStore
{
    /// <summary>Called before the first byte of an object is read.</summary>
    public Func<Task>? Writing { get; set; }

    /// <summary>Called when an object was stored, before the write returns.</summary>
    public Func<Task>? Written { get; set; }

    public string GetPath(string key) => inner.GetPath(key);

    public string? GetKey(string path) => inner.GetKey(path);

    public Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default) => inner.FindAsync(key, cancellationToken);

    public Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default) => inner.OpenReadAsync(key, offset, cancellationToken);

    public async Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default)
    {
        await (Writing?.Invoke() ?? Task.CompletedTask);
        await inner.WriteAsync(key, content, size, cancellationToken);
        await (Written?.Invoke() ?? Task.CompletedTask);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default) => inner.DeleteAsync(key, cancellationToken);
}

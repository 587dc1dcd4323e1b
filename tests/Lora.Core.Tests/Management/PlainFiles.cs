using Lora.Files;

namespace Lora.Core.Tests.Management;

/// <summary>A store that knows neither parts nor addresses, as the least a host can bring.</summary>
internal sealed class PlainFiles(ILoraFileStore inner) : ILoraFileStore
{
    /// <summary>Called before the first byte of an object is read.</summary>
    public Action? Writing { get; set; }

    public string GetPath(string key) => inner.GetPath(key);

    public string? GetKey(string path) => inner.GetKey(path);

    public Task<LoraFileInfo?> FindAsync(string key, CancellationToken cancellationToken = default) => inner.FindAsync(key, cancellationToken);

    public Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default) => inner.OpenReadAsync(key, offset, cancellationToken);

    public Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default)
    {
        Writing?.Invoke();
        return inner.WriteAsync(key, content, size, cancellationToken);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default) => inner.DeleteAsync(key, cancellationToken);
}

using Lora.Storage;

namespace Lora.Testing.InMemory;

/// <summary>Stores objects in memory. It does not sign URLs, because no server would answer them; the URLs of the application work.</summary>
internal sealed partial class InMemoryFileStore(TimeProvider time) : IMultipartFileStore, IListingFileStore
{
    private const string Scheme = "memory://";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, InMemoryObject> _objects = new(StringComparer.Ordinal);

    public string GetPath(string key) => Scheme + Checked(key);

    public string? GetKey(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.StartsWith(Scheme, StringComparison.Ordinal) && IsKey(path[Scheme.Length..]) ? path[Scheme.Length..] : null;
    }

    public Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default) => RunAsync(() => _objects.GetValueOrDefault(key)?.ToStoredFile(), cancellationToken);

    public Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return RunAsync(
            () => _objects.GetValueOrDefault(key)?.Content.Open(offset)
                ?? throw new LoraStorageException(LoraErrorCodes.FileMissing, "The file no longer exists in storage.", isTransient: false),
            cancellationToken);
    }

    public async Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        Checked(key);
        cancellationToken.ThrowIfCancellationRequested();
        var bytes = await InMemoryContent.ReadAsync(content, size, sha256: null, cancellationToken).ConfigureAwait(false);
        await RunAsync(() => _objects[key] = new InMemoryObject(key, bytes, time.GetUtcNow()), CancellationToken.None).ConfigureAwait(false);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default) => RunAsync(() => _objects.Remove(key), cancellationToken);

    public IAsyncEnumerable<LoraStoredFile> ListAsync(string prefix, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return ListAsync(() => _objects.Values.Where(file => file.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(static file => file.ToStoredFile()), cancellationToken);
    }

    private static bool IsKey(string key) =>
        key.Length > 0 && !key.Any(char.IsControl) && key.Split('/').All(static segment => segment is not ("" or "." or ".."));

    private static string Checked(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return IsKey(key) ? key : throw new ArgumentException("A storage key consists of names separated by single slashes.", nameof(key));
    }

    private async IAsyncEnumerable<T> ListAsync<T>(Func<IEnumerable<T>> list, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in await RunAsync(() => list().ToList(), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    /// <summary>Runs an action under the lock. Exceptions are returned in the task, like those of a server.</summary>
    private async Task<T> RunAsync<T>(Func<T> action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask.ConfigureAwait(false);
        lock (_lock)
        {
            return action();
        }
    }
}

using Lora.Storage;
using Lora.Testing;

namespace Studio.Testing;

/// <summary>Stands for the reader's own store.</summary>
internal sealed class MyFileStore : ILoraFileStore
{
    private readonly ServiceProvider _services;

    public MyFileStore()
    {
        var services = new ServiceCollection();
        Lora.LoraCoreExtensions.AddLoraCore(services).UseInMemory();
        _services = services.BuildServiceProvider();
    }

    private ILoraFileStore Inner => _services.GetRequiredService<ILoraFileStore>();

    public string GetPath(string key) => Inner.GetPath(key);

    public string? GetKey(string path) => Inner.GetKey(path);

    public Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default) => Inner.FindAsync(key, cancellationToken);

    public Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default) => Inner.OpenReadAsync(key, offset, cancellationToken);

    public Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default) => Inner.WriteAsync(key, content, size, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default) => Inner.DeleteAsync(key, cancellationToken);
}

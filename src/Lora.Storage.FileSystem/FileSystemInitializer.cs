using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.FileSystem;

/// <summary>Opens the folder at startup, so that an unusable folder fails then, and removes leftovers of a crash.</summary>
internal sealed class FileSystemInitializer(IServiceProvider services, TimeProvider time) : ILoraInitializer
{
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public Task InitializeAsync(CancellationToken cancellationToken = default)
    {
        // The host may have registered another store after this one.
        if (services.GetService<ILoraFileStore>() is FileSystemStore store)
        {
            store.RemoveLeftovers(time.GetUtcNow() - Grace);
        }

        return Task.CompletedTask;
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.FileSystem;

/// <summary>Opens the folder at start, so that one that cannot be used is told then, and removes what a sudden death between two steps left in it.</summary>
internal sealed class FileSystemInitializer(IServiceProvider services, TimeProvider time) : ILoraInitializer
{
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    public Task InitializeAsync(CancellationToken cancellationToken = default)
    {
        // Another store may have been chosen after this one.
        if (services.GetService<ILoraFileStore>() is FileSystemStore store)
        {
            store.RemoveRemains(time.GetUtcNow() - Grace);
        }

        return Task.CompletedTask;
    }
}

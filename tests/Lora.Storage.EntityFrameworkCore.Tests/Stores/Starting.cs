using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Stores;

internal static class Starting
{
    /// <summary>Runs the initializers, as a host does at startup.</summary>
    public static async Task InitializeLoraAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        foreach (var initializer in services.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync(cancellationToken);
        }
    }
}

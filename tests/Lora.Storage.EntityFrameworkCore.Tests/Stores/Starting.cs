using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Stores;

internal static class Starting
{
    /// <summary>Does what a host does before its first request.</summary>
    public static async Task InitializeLoraAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        foreach (var initializer in services.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync(cancellationToken);
        }
    }
}

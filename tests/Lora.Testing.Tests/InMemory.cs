using Microsoft.Extensions.DependencyInjection;

namespace Lora.Testing.Tests;

internal static class InMemory
{
    /// <summary>Returns services with new in-memory stores.</summary>
    public static IServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddLoraCore().UseInMemory();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }
}

using Lora.Testing.InMemory;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Testing;

/// <summary>Registers stores for tests.</summary>
public static class LoraTestingExtensions
{
    /// <summary>
    /// Stores records, audit events and files in the memory of the process, until the services are disposed. For tests: there is no limit on memory, and every service provider
    /// starts empty. The stores pass the suites of this package, like the real ones.
    /// </summary>
    /// <param name="builder">The builder.</param>
    public static LoraBuilder UseInMemory(this LoraBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .UseStore(static _ => new InMemoryStore())
            .UseFileStore(static provider => new InMemoryFileStore(provider.GetRequiredService<TimeProvider>()));
    }
}

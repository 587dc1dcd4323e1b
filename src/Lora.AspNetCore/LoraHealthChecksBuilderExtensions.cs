using Lora.AspNetCore.Health;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lora;

/// <summary>Adds LoRA management to a host's health checks.</summary>
public static class LoraHealthChecksBuilderExtensions
{
    /// <summary>
    /// Checks the database and the file store, and says in words what is wrong: a bucket that does not exist, keys that may not write, browsers that may not
    /// send parts, a rule that is missing. What makes uploads or downloads fail is unhealthy, what only makes them worse is degraded.
    /// </summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">What the check is called. Default: <c>lora</c>.</param>
    /// <param name="failureStatus">What severe findings count as. Default: <see langword="null"/>, unhealthy.</param>
    /// <param name="tags">Tags to select it by.</param>
    public static IHealthChecksBuilder AddLora(
        this IHealthChecksBuilder builder, string name = "lora", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            static provider => new LoraHealthCheck(provider.GetRequiredService<ILoraStore>(), provider.GetRequiredService<ILoraFileStore>()),
            failureStatus,
            tags));
    }
}

using Lora.AspNetCore.Health;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Lora;

/// <content>The health check.</content>
public static partial class LoraAspNetCoreExtensions
{
    /// <summary>
    /// Adds a check of the database and the file store. Its description says what is wrong: a bucket that does not exist, an access key that may not write, a missing CORS or
    /// lifecycle rule. Problems that make uploads or downloads fail are unhealthy, others are degraded.
    /// </summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The name of the check. Default: <c>lora</c>.</param>
    /// <param name="failureStatus">The status for severe problems. Default: <see langword="null"/>, unhealthy.</param>
    /// <param name="tags">The tags of the check. Default: <see langword="null"/>, none.</param>
    public static IHealthChecksBuilder AddLora(
        this IHealthChecksBuilder builder, string name = "lora", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            static provider => new LoraHealthCheck(
                provider.GetRequiredService<ILoraStore>(), provider.GetRequiredService<ILoraFileStore>(), provider.GetRequiredService<IOptions<LoraHttpOptions>>().Value),
            failureStatus,
            tags));
    }
}

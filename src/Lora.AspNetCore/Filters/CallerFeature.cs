using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Filters;

/// <summary>The caller of a request, authorized by the <see cref="RequestFilter"/>.</summary>
/// <param name="Caller">The caller, who may do what the endpoint requires.</param>
internal sealed record CallerFeature(LoraCaller Caller);

internal static class CallerFeatureExtensions
{
    /// <summary>Returns the caller of a request.</summary>
    public static LoraCaller LoraCaller(this HttpContext context) =>
        context.Features.Get<CallerFeature>()?.Caller ?? throw new InvalidOperationException("The request was not authorized.");
}

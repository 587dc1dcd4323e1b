// begin: rate-limiting
using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Lora;

// end

namespace Studio;

internal static class RateLimiting
{
    public static void Add(IServiceCollection services)
    {
        var builder = new { Services = services };

        // begin: rate-limiting
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy("lora", context =>
            {
                var caller = context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? $"user {id}" : $"address {context.Connection.RemoteIpAddress}";
                var isPart = context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == "PutLoraUploadPart";
                return isPart
                    ? RateLimitPartition.GetConcurrencyLimiter($"parts of {caller}", _ => new() { PermitLimit = 16, QueueLimit = 16 })
                    : RateLimitPartition.GetTokenBucketLimiter(caller, _ => new() { TokenLimit = 300, TokensPerPeriod = 300, ReplenishmentPeriod = TimeSpan.FromSeconds(10) });
            });
            limiter.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? time : TimeSpan.FromSeconds(1);
                context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });

        // end
    }

    public static void Map(WebApplication app)
    {
        // begin: rate-limiting
        app.UseRateLimiter();                                  // after UseAuthentication
        app.MapLoraManagement().RequireRateLimiting("lora");
        // end
    }
}

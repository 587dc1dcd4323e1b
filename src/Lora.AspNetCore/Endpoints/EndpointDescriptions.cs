using Lora.AspNetCore.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Describes endpoints to OpenAPI.</summary>
internal static class EndpointDescriptions
{
    private static readonly int[] Always =
    [
        StatusCodes.Status401Unauthorized,
        StatusCodes.Status403Forbidden,
        StatusCodes.Status500InternalServerError,
        StatusCodes.Status502BadGateway,
        StatusCodes.Status503ServiceUnavailable,
    ];

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder builder, string name, string summary, string description, params ReadOnlySpan<int> errors)
    {
        builder.WithName(name).WithSummary(summary).WithDescription(description);
        foreach (var status in (ReadOnlySpan<int>)[.. errors, .. Always])
        {
            builder.Produces<LoraProblem>(status, "application/problem+json");
        }

        return builder;
    }
}

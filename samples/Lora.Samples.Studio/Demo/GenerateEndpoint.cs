using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Lora.Samples.Studio.Demo;

/// <summary>An example of a host's endpoint that builds the request for its engine. This one only returns the request.</summary>
internal static class GenerateEndpoint
{
    private const int MaxBodySize = 1024 * 1024;

    public static void MapGenerate(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/generate/{model}", async (
            string model, HttpRequest request, LoraGeneration generation, LoraAccess access, IOptions<LoraManagementOptions> options, CancellationToken cancellationToken) =>
        {
            if (!options.Value.Models.TryGet(model, out var config))
            {
                return Results.NotFound();
            }

            if (!IsUtf8Json(request))
            {
                return Results.Problem("Send the values as JSON in UTF-8, with Content-Type: application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType);
            }

            var caller = await access.AuthorizeAsync(LoraOperation.Generate, cancellationToken: cancellationToken);
            if (!caller.Succeeded)
            {
                return Results.Json(new { issues = caller.Issues }, statusCode: StatusCodes.Status403Forbidden);
            }

            LoraResult<ModelValues> given;
            try
            {
                given = await ModelValues.FromJsonAsync(request.Body, cancellationToken);
            }
            catch (BadHttpRequestException exception)
            {
                // The body is too large, or ended early.
                return Results.Problem(exception.Message, statusCode: exception.StatusCode);
            }

            if (!given.Succeeded)
            {
                return Results.BadRequest(new { issues = given.Issues });
            }

            var result = await generation.BuildAsync(caller.Value, config, given.Value, cancellationToken);
            if (!result.Succeeded)
            {
                return Results.UnprocessableEntity(new { issues = result.Issues });
            }

            // A real host sends the payload to its engine here, and records the use after the engine has accepted it.
            await generation.RecordUseAsync(caller.Value, result.Value, cancellationToken);
            return Results.Json(result.Value.Payload);
        })
        .WithName("Generate")
        .WithMetadata(new RequestSizeLimitAttribute(MaxBodySize))
        .Accepts<JsonObject>("application/json");

    private static bool IsUtf8Json(HttpRequest request) =>
        request.HasJsonContentType()
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}

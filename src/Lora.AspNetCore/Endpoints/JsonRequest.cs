using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Endpoints;

/// <summary>A JSON body, or the error response if it is not valid.</summary>
internal sealed record JsonRequest<T>(T? Value, IResult? Failure)
    where T : class;

internal static class JsonRequest
{
    /// <summary>The largest JSON body in bytes, many times the longest name.</summary>
    public const long MaxSize = 64 * 1024;

    public static async Task<JsonRequest<T>> ReadJsonAsync<T>(this HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            return Failed<T>(StatusCodes.Status415UnsupportedMediaType, "Send JSON with the header Content-Type: application/json.");
        }

        try
        {
            var value = await JsonSerializer.DeserializeAsync(RequestBody.Of(context), type, context.RequestAborted).ConfigureAwait(false);
            return value is null ? Failed<T>(StatusCodes.Status400BadRequest, "The request body is empty.") : new(value, Failure: null);
        }
        catch (JsonException exception)
        {
            var place = exception.Path is { } path and not "$" ? $" at {path}" : string.Empty;
            return Failed<T>(StatusCodes.Status400BadRequest, $"The request body is not the expected JSON{place}.");
        }
    }

    private static JsonRequest<T> Failed<T>(int status, string message)
        where T : class => new(Value: null, new ProblemResult(Problem.Invalid(status, message)));
}

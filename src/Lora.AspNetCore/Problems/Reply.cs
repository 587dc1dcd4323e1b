using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Problems;

/// <summary>Makes the answers of this API.</summary>
internal static class Reply
{
    public static IResult Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => TypedResults.Json(value, type, statusCode: status);

    public static IResult Failure(IReadOnlyList<LoraIssue> issues) => new FaultResult(issues);

    public static IResult Failure(LoraIssue issue) => new FaultResult([issue]);

    public static IResult NotFound() =>
        Failure(new LoraIssue(LoraErrorCodes.LoraNotFound, "This LoRA is no longer here. Refresh the list to see what is.", "id"));

    /// <summary>The LoRA is there, but what was asked for is not.</summary>
    public static IResult Missing(string sentence) => Failure(new LoraIssue(LoraErrorCodes.FactMissing, sentence));
}

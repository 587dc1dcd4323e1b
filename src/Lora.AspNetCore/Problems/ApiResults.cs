using System.Text.Json.Serialization.Metadata;
using Lora.Errors;
using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Problems;

/// <summary>Creates the results of the endpoints.</summary>
internal static class ApiResults
{
    public static IResult Json<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) => TypedResults.Json(value, type, statusCode: status);

    public static IResult Problem(IReadOnlyList<LoraIssue> issues) => new ProblemResult(issues);

    public static IResult Problem(LoraIssue issue) => new ProblemResult([issue]);

    public static IResult NotFound() =>
        Problem(ErrorCatalog.Issue(LoraErrorCodes.LoraNotFound, "id"));

    /// <summary>Returns the problem of a LoRA that exists, but without the requested information.</summary>
    public static IResult NotAvailable(string message) => Problem(new LoraIssue(LoraErrorCodes.FactMissing, message));
}

using System.Text.Json;
using Lora.AspNetCore.Contracts;
using Lora.Errors;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Lora.AspNetCore.Problems;

/// <summary>An error response.</summary>
internal sealed record Problem(int Status, string Code, string Message, bool Retryable, IReadOnlyList<LoraIssue> Issues)
{
    /// <summary>How many seconds a client should wait before it tries again.</summary>
    private const string RetryAfter = "5";

    /// <summary>Sets <c>Retry-After</c> if the status allows another attempt.</summary>
    public static void SetRetryAfter(HttpResponse response, int status)
    {
        if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
        {
            response.Headers.RetryAfter = RetryAfter;
        }
    }

    public static Problem Of(params IReadOnlyList<LoraIssue> issues) =>
        new(ProblemStatus.OfIssue(issues[0].Code), issues[0].Code, string.Join(' ', issues.Select(issue => issue.Message)), ErrorCatalog.IsTransient(issues[0].Code), issues);

    public static Problem Of(Exception exception) => exception is LoraException known
        ? new(ProblemStatus.OfException(known), known.Code, known.Message, known.IsTransient, [new LoraIssue(known.Code, known.Message)])
        : Of(ErrorCatalog.Issue(LoraErrorCodes.Unexpected));

    /// <summary>Returns the problem of a request body that could not be read to its end.</summary>
    public static Problem OfBody(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Invalid(StatusCodes.Status413PayloadTooLarge, "The request is too large."),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            Invalid(StatusCodes.Status408RequestTimeout, "The bytes arrived too slowly. Check the connection and send them again.") with { Retryable = true },
        _ => Invalid(StatusCodes.Status400BadRequest, "The request body ended too early or is malformed. Send it again."),
    };

    /// <summary>Returns the problem of an invalid request with a status of its own.</summary>
    public static Problem Invalid(int status, string message) =>
        Of(new LoraIssue(LoraErrorCodes.RequestInvalid, message)) with { Status = status };

    /// <summary>Returns whether the client has closed the connection, so that no response can be sent.</summary>
    public static bool IsDisconnect(Exception exception) => exception is ConnectionResetException or ConnectionAbortedException;

    /// <summary>Returns the problem as the result of one file of a form.</summary>
    public UploadResultBody ToResult(string? fileName) => new(fileName, Succeeded: false, Lora: null, Issues, Code, Message, Retryable);

    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.Clear();
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        SetRetryAfter(response, Status);
        var problem = new LoraProblem(
            "about:blank", ReasonPhrases.GetReasonPhrase(Status), Status, Message, Code, Retryable, Issues, context.TraceIdentifier);
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(problem, WireJson.Default.LoraProblem), context.RequestAborted).ConfigureAwait(false);
    }
}

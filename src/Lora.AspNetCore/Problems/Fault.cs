using System.Text.Json;
using Lora.AspNetCore.Contracts;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Lora.AspNetCore.Problems;

/// <summary>What is answered when something goes wrong.</summary>
internal sealed record Fault(int Status, string Code, string Message, bool Retryable, IReadOnlyList<LoraIssue> Issues)
{
    /// <summary>How many seconds a client should wait before it tries again.</summary>
    private const string RetryAfter = "5";

    /// <summary>Tells a client when to try again, where the status says that it may.</summary>
    public static void SetRetryAfter(HttpResponse response, int status)
    {
        if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
        {
            response.Headers.RetryAfter = RetryAfter;
        }
    }

    public static Fault Of(params IReadOnlyList<LoraIssue> issues) =>
        new(FaultStatus.OfIssue(issues[0].Code), issues[0].Code, string.Join(' ', issues.Select(issue => issue.Message)), FaultStatus.IsRetryable(issues[0].Code), issues);

    public static Fault Of(Exception exception) => exception is LoraException known
        ? new(FaultStatus.Of(known), known.Code, known.Message, known.IsTransient, [new LoraIssue(known.Code, known.Message)])
        : Of(new LoraIssue(LoraErrorCodes.Unexpected, "Something went wrong here. Try again; if it happens again, tell whoever runs this site."));

    /// <summary>The body of the request could not be read to its end.</summary>
    public static Fault OfBody(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Invalid(StatusCodes.Status413PayloadTooLarge, "The request is larger than it may be."),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            Invalid(StatusCodes.Status408RequestTimeout, "The bytes arrived too slowly. Check the connection and send them again.") with { Retryable = true },
        _ => Invalid(StatusCodes.Status400BadRequest, "The body of the request ended too early or is not well-formed. Send it again."),
    };

    /// <summary>A request that cannot be understood, with a status of its own.</summary>
    public static Fault Invalid(int status, string message) =>
        Of(new LoraIssue(LoraErrorCodes.RequestInvalid, message)) with { Status = status };

    /// <summary>Whether the other side of the connection is gone, so that there is nobody to tell.</summary>
    public static bool IsDisconnect(Exception exception) => exception is ConnectionResetException or ConnectionAbortedException;

    /// <summary>The same as the result of one file of an upload with several.</summary>
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

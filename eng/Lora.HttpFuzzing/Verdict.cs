using Lora.HttpFuzzing.Http;
using Lora.HttpFuzzing.Requests;

namespace Lora.HttpFuzzing;

/// <summary>Decides whether an answer is one that a client can work with.</summary>
internal static class Verdict
{
    /// <summary>Returns what is wrong with an answer; <see langword="null"/> when nothing is.</summary>
    public static string? Of(Operation operation, HttpDraft request, RawResponse? response) => response switch
    {
        null => request.IsTruncated || request.MayWait ? null : "closed without an answer",
        { Status: < 500 } => null,
        { Status: 503 } => response.Header("Retry-After") is null ? "503 without Retry-After" : null,
        { Status: 501, IsProblem: true } when operation.MayBeUnsupported => null,

        // The server itself: a version of HTTP that it does not speak, or a request line that ends in something else.
        { Status: 505 } when request.Version != "HTTP/1.1" || request.Target.AsSpan().ContainsAny('\r', '\n', ' ') => null,
        _ => $"answered {response.Status}",
    };
}

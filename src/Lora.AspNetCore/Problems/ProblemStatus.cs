using Lora.Errors;
using Microsoft.AspNetCore.Http;

namespace Lora.AspNetCore.Problems;

/// <summary>Maps errors to HTTP status codes (RFC 9110, section 15).</summary>
internal static class ProblemStatus
{
    /// <summary>Returns the status of an issue. Codes that are not in the catalog are about the user's file: an inspection, perhaps the host's own, found something in it.</summary>
    public static int OfIssue(string code) => ErrorCatalog.Find(code) is { } error ? Of(error.Kind) : StatusCodes.Status422UnprocessableEntity;

    /// <summary>
    /// Returns the status of an exception. A permanent error of a back end is a 502, because waiting does not help. A code of a host's own service is a 503 if the same call
    /// may succeed later.
    /// </summary>
    public static int OfException(LoraException exception) => ErrorCatalog.Find(exception.Code) is { } error
        ? Of(error.Kind is ErrorKind.Unavailable && !exception.IsTransient ? ErrorKind.BackEndRefused : error.Kind)
        : Of(exception.IsTransient ? ErrorKind.Unavailable : ErrorKind.Unexpected);

    private static int Of(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.NotAuthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        // For a reused key: draft-ietf-httpapi-idempotency-key-header-07, section 2.7.
        ErrorKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.LimitExceeded => StatusCodes.Status429TooManyRequests,
        ErrorKind.NotSupported => StatusCodes.Status501NotImplemented,
        ErrorKind.BackEndRefused => StatusCodes.Status502BadGateway,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}

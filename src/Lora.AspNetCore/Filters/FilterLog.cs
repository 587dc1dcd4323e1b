using Lora.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lora.AspNetCore.Filters;

internal static partial class FilterLog
{
    public static void Failed(this ILogger log, Problem problem, HttpRequest request, Exception exception)
    {
        if (problem.Status is >= StatusCodes.Status500InternalServerError and not (StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable))
        {
            log.Unexpected(request.Method, request.Path, exception);
        }
        else if (problem.Status >= StatusCodes.Status500InternalServerError)
        {
            log.BackEndFailed(request.Method, request.Path, problem.Code, exception);
        }
        else
        {
            log.Invalid(request.Method, request.Path, problem.Code, problem.Message);
        }
    }

    [LoggerMessage(2001, LogLevel.Information, "Rejected with {Code}: {Method} {Path}")]
    public static partial void Rejected(this ILogger log, string code, string method, PathString path);

    [LoggerMessage(2002, LogLevel.Debug, "The client disconnected during {Method} {Path}")]
    public static partial void Disconnected(this ILogger log, string method, PathString path);

    [LoggerMessage(2003, LogLevel.Information, "Invalid request {Method} {Path} ({Code}): {Reason}")]
    private static partial void Invalid(this ILogger log, string method, PathString path, string code, string reason);

    [LoggerMessage(2004, LogLevel.Warning, "Storage or database failed during {Method} {Path} ({Code})")]
    private static partial void BackEndFailed(this ILogger log, string method, PathString path, string code, Exception exception);

    [LoggerMessage(2005, LogLevel.Error, "Unexpected error during {Method} {Path}")]
    private static partial void Unexpected(this ILogger log, string method, PathString path, Exception exception);

    [LoggerMessage(2006, LogLevel.Information, "A file of a form was rejected ({Code})")]
    public static partial void FileNotUploaded(this ILogger log, string code);

    [LoggerMessage(2007, LogLevel.Error, "Uploading a file of a form failed ({Code})")]
    public static partial void FileFailed(this ILogger log, string code, Exception exception);
}

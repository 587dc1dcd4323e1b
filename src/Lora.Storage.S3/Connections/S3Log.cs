using Microsoft.Extensions.Logging;

namespace Lora.Storage.S3.Connections;

/// <summary>The log messages. They never contain a signed URL or credentials.</summary>
internal static partial class S3Log
{
    [LoggerMessage(1, LogLevel.Warning, "S3 {Operation} on bucket {Bucket} failed with status {Status} and code {ErrorCode} (request {RequestId}).")]
    public static partial void Failed(this ILogger logger, string operation, string bucket, int? status, string? errorCode, string? requestId, Exception? exception);
}

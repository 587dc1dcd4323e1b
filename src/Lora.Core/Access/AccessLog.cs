using Microsoft.Extensions.Logging;

namespace Lora.Access;

internal static partial class AccessLog
{
    [LoggerMessage(1501, LogLevel.Error, "The workspace resolver failed; access is denied")]
    public static partial void ResolverFailed(this ILogger log, Exception exception);

    [LoggerMessage(1502, LogLevel.Error, "The authorizer failed for {Operation}; it is denied")]
    public static partial void AuthorizerFailed(this ILogger log, LoraOperation operation, Exception exception);
}

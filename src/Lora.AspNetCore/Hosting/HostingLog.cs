using Microsoft.Extensions.Logging;

namespace Lora.AspNetCore.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(2101, LogLevel.Error, "The sweeper failed; it will run again")]
    public static partial void SweepFailed(this ILogger log, Exception exception);

    [LoggerMessage(2102, LogLevel.Error, "Examining LoRAs failed; it will run again")]
    public static partial void AnalysisFailed(this ILogger log, Exception exception);

    [LoggerMessage(2103, LogLevel.Error, "Comparing database and storage failed; it will run again")]
    public static partial void SyncFailed(this ILogger log, Exception exception);

    [LoggerMessage(2104, LogLevel.Warning, "Database and storage were not compared: {Reason}")]
    public static partial void SyncRefused(this ILogger log, string reason);

    [LoggerMessage(2105, LogLevel.Warning, "{Option} is null, so one workspace can use up the server: set it, or register an ILoraQuota")]
    public static partial void LimitOff(this ILogger log, string option);
}

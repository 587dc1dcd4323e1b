using Microsoft.Extensions.Logging;

namespace Lora.AspNetCore.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(2101, LogLevel.Error, "The sweeper failed. It will run again after the interval")]
    public static partial void SweepFailed(this ILogger log, Exception exception);

    [LoggerMessage(2102, LogLevel.Error, "Analyzing LoRAs failed. It will run again after the interval")]
    public static partial void AnalysisFailed(this ILogger log, Exception exception);

    [LoggerMessage(2103, LogLevel.Error, "Reconciling database and storage failed. It will run again after the interval")]
    public static partial void ReconciliationFailed(this ILogger log, Exception exception);

    [LoggerMessage(2104, LogLevel.Warning, "Database and storage were not reconciled: {Reason}")]
    public static partial void NotReconciled(this ILogger log, string reason);

    [LoggerMessage(2105, LogLevel.Warning, "{Option} is null, so one workspace can exhaust the server. Set it, or register an ILoraQuota")]
    public static partial void LimitMissing(this ILogger log, string option);
}

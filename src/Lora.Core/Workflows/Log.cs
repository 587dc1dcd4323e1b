using Microsoft.Extensions.Logging;

namespace Lora.Workflows;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Upload {Id} of {Size} bytes started in workspace {Workspace} as {Key}")]
    public static partial void UploadStarted(this ILogger log, LoraId id, long size, LoraWorkspaceId workspace, string key);

    [LoggerMessage(1011, LogLevel.Information, "The database is being upgraded: {Done} of {Total} LoRAs")]
    public static partial void RowsUpgraded(this ILogger log, long done, long total);

    [LoggerMessage(1002, LogLevel.Information, "Upload {Id} completed in workspace {Workspace}")]
    public static partial void UploadCompleted(this ILogger log, LoraId id, LoraWorkspaceId workspace);

    [LoggerMessage(1003, LogLevel.Information, "Upload {Id} in workspace {Workspace} aborted")]
    public static partial void UploadRemoved(this ILogger log, LoraId id, LoraWorkspaceId workspace);

    [LoggerMessage(1004, LogLevel.Warning, "Upload {Id} in workspace {Workspace} could not be aborted; the sweeper will try again")]
    public static partial void UploadNotRemoved(this ILogger log, LoraId id, LoraWorkspaceId workspace, Exception exception);

    [LoggerMessage(1005, LogLevel.Error, "The record of upload {Id} in workspace {Workspace} could not be saved")]
    public static partial void PromoteFailed(this ILogger log, LoraId id, LoraWorkspaceId workspace, Exception exception);

    [LoggerMessage(1006, LogLevel.Warning, "It is unknown whether storage completed upload {Id} in workspace {Workspace}")]
    public static partial void CompleteUncertain(this ILogger log, LoraId id, LoraWorkspaceId workspace, Exception exception);

    [LoggerMessage(1007, LogLevel.Error, "The stored file of upload {Id} in workspace {Workspace} has {Actual} bytes instead of {Expected}")]
    public static partial void SizeMismatch(this ILogger log, LoraId id, LoraWorkspaceId workspace, long actual, long expected);

    [LoggerMessage(1008, LogLevel.Information, "Upload {Id} in workspace {Workspace} was refused because of its content: {Code}")]
    public static partial void FileRefused(this ILogger log, LoraId id, LoraWorkspaceId workspace, string code);

    [LoggerMessage(1009, LogLevel.Error, "The stored file of upload {Id} in workspace {Workspace} does not match its checksum")]
    public static partial void ChecksumMismatch(this ILogger log, LoraId id, LoraWorkspaceId workspace);

    [LoggerMessage(1010, LogLevel.Warning, "Further multipart uploads of upload {Id} in workspace {Workspace} could not be aborted")]
    public static partial void LeftoversNotRemoved(this ILogger log, LoraId id, LoraWorkspaceId workspace, Exception exception);

    [LoggerMessage(1101, LogLevel.Information, "LoRA {Id} deleted from workspace {Workspace}")]
    public static partial void Deleted(this ILogger log, LoraId id, LoraWorkspaceId workspace);

    [LoggerMessage(1102, LogLevel.Warning, "Storage did not delete LoRA {Id} of workspace {Workspace}")]
    public static partial void DeleteRefused(this ILogger log, LoraId id, LoraWorkspaceId workspace, Exception exception);

    [LoggerMessage(1103, LogLevel.Warning, "The row of deleted LoRA {Id} in workspace {Workspace} could not be removed; the sweeper will try again")]
    public static partial void RowNotRemoved(this ILogger log, LoraId id, LoraWorkspaceId workspace, Exception exception);

    [LoggerMessage(1301, LogLevel.Warning, "LoRA {Id} of workspace {Workspace} could not be analyzed; the next run will try again")]
    public static partial void AnalysisFailed(this ILogger log, LoraId id, LoraWorkspaceId workspace, Exception exception);

    [LoggerMessage(1401, LogLevel.Information, "Reconciled with storage: {Found} objects without a row, {Missing} LoRAs without an object, {Returned} back, {Imported} imported, {Removed} removed")]
    public static partial void Reconciled(this ILogger log, int found, int missing, int returned, int imported, int removed);

    [LoggerMessage(1402, LogLevel.Warning, "The object {Key} could neither be imported nor removed")]
    public static partial void ObjectNotProcessed(this ILogger log, string key, Exception exception);

    [LoggerMessage(1201, LogLevel.Warning, "The sweeper could not finish {Id} in workspace {Workspace}; it will try again")]
    public static partial void SweepItemFailed(this ILogger log, LoraId id, LoraWorkspaceId workspace, Exception exception);

    [LoggerMessage(1203, LogLevel.Warning, "The sweeper could not delete old audit events; it will try again")]
    public static partial void AuditNotSwept(this ILogger log, Exception exception);

    [LoggerMessage(1204, LogLevel.Information, "Deleted {Count} audit events that were older than the retention time")]
    public static partial void AuditSwept(this ILogger log, int count);

    [LoggerMessage(1202, LogLevel.Information, "Swept: {Removed} uploads removed, {Completed} completed, {Deleted} deletes finished, {Failed} failed")]
    public static partial void Swept(this ILogger log, int removed, int completed, int deleted, int failed);
}

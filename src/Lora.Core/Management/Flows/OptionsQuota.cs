using System.Globalization;
using Lora.Errors;

namespace Lora.Management.Flows;

/// <summary>The limits of the options.</summary>
internal sealed class OptionsQuota(long? bytes, int? uploads) : ILoraQuota
{
    /// <summary><see langword="null"/> where there are no limits, so that nobody counts for nothing.</summary>
    public static OptionsQuota? Of(LoraManagementOptions options) =>
        options.MaxWorkspaceBytes is null && options.MaxWorkspaceUploads is null ? null : new OptionsQuota(options.MaxWorkspaceBytes, options.MaxWorkspaceUploads);

    public ValueTask<LoraIssue?> CheckAsync(LoraQuotaRequest request, CancellationToken cancellationToken = default)
    {
        var usage = request.Usage;
        if (bytes is { } room && usage.Bytes + usage.UploadBytes > room)
        {
            var left = Math.Max(0, room - usage.Bytes - usage.UploadBytes + request.Upload.Size);
            return ValueTask.FromResult<LoraIssue?>(new LoraIssue(
                LoraErrorCodes.QuotaBytes,
                string.Create(CultureInfo.InvariantCulture, $"There is room for {left} more bytes, and this file has {request.Upload.Size}. Delete what you no longer need."),
                "size"));
        }

        return ValueTask.FromResult(uploads is { } most && usage.Uploads > most
            ? new LoraIssue(
                LoraErrorCodes.QuotaUploads,
                string.Create(CultureInfo.InvariantCulture, $"{most} uploads are under way, which is as many as there may be. Finish or cancel one first."))
            : null);
    }
}

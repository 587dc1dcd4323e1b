using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Enforces the limits of the options.</summary>
internal sealed class OptionsQuota(long? bytes, int? uploads) : ILoraQuota
{
    /// <summary>Returns <see langword="null"/> if there are no limits, so that the usage is not computed unnecessarily.</summary>
    public static OptionsQuota? Of(LoraManagementOptions options) =>
        options.MaxWorkspaceBytes is null && options.MaxWorkspaceUploads is null ? null : new OptionsQuota(options.MaxWorkspaceBytes, options.MaxWorkspaceUploads);

    public ValueTask<LoraIssue?> CheckAsync(LoraUpload upload, LoraUsage usage, CancellationToken cancellationToken = default)
    {
        if (bytes is { } room && usage.Bytes + usage.UploadBytes > room)
        {
            var left = Math.Max(0, room - usage.Bytes - usage.UploadBytes + upload.Size);
            return ValueTask.FromResult<LoraIssue?>(UploadIssues.NoRoom(left, upload.Size));
        }

        return ValueTask.FromResult(uploads is { } most && usage.Uploads > most ? UploadIssues.TooManyUploads(most) : null);
    }
}

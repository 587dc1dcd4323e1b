using Lora.Storage;

namespace Lora;

/// <summary>Decides whether a workspace can start another upload. The default enforces <see cref="LoraManagementOptions.MaxWorkspaceBytes"/> and <see cref="LoraManagementOptions.MaxWorkspaceUploads"/>.</summary>
public interface ILoraQuota
{
    /// <summary>Checks an upload before any of its bytes are received.</summary>
    /// <param name="upload">The upload: workspace, user, file name and size.</param>
    /// <param name="usage">The usage of the workspace, including this upload. Two uploads that start at the same time each include the other.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The reason to refuse the upload; <see langword="null"/> to allow it.</returns>
    ValueTask<LoraIssue?> CheckAsync(LoraUpload upload, LoraUsage usage, CancellationToken cancellationToken = default);
}

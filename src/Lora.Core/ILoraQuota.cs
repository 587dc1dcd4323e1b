namespace Lora;

/// <summary>Decides whether a workspace can start another upload. The default enforces <see cref="LoraManagementOptions.MaxWorkspaceBytes"/> and <see cref="LoraManagementOptions.MaxWorkspaceUploads"/>.</summary>
public interface ILoraQuota
{
    /// <summary>Checks an upload before any of its bytes are received.</summary>
    /// <returns>The reason to refuse the upload; <see langword="null"/> to allow it.</returns>
    ValueTask<LoraIssue?> CheckAsync(LoraQuotaRequest request, CancellationToken cancellationToken = default);
}

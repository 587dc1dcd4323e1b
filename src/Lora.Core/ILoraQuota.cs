namespace Lora;

/// <summary>Decides whether a workspace has room for another upload. The default follows <see cref="LoraManagementOptions.MaxWorkspaceBytes"/> and <see cref="LoraManagementOptions.MaxWorkspaceUploads"/>.</summary>
public interface ILoraQuota
{
    /// <summary>Asked when an upload begins, before any of its bytes arrive.</summary>
    /// <returns>Why it may not begin; <see langword="null"/> when it may.</returns>
    ValueTask<LoraIssue?> CheckAsync(LoraQuotaRequest request, CancellationToken cancellationToken = default);
}

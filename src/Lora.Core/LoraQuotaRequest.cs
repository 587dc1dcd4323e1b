namespace Lora;

/// <summary>An upload for which a quota is checked.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Upload">The upload.</param>
/// <param name="Usage">The usage of the workspace, including this upload. Two uploads that start at the same time each include the other.</param>
public sealed record LoraQuotaRequest(LoraWorkspaceId Workspace, LoraUploadRequest Upload, LoraUsage Usage);

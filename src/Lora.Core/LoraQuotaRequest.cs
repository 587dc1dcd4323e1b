namespace Lora;

/// <summary>An upload that asks for room.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Upload">What is to be uploaded.</param>
/// <param name="Usage">How much the workspace uses, with this upload counted in: two that begin at once both see each other.</param>
public sealed record LoraQuotaRequest(LoraWorkspaceId Workspace, LoraUploadRequest Upload, LoraUsage Usage);

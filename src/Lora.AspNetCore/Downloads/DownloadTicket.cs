namespace Lora.AspNetCore.Downloads;

/// <summary>Permission to download a LoRA of a workspace.</summary>
internal sealed record DownloadTicket(LoraWorkspaceId Workspace, DateTimeOffset ExpiresAt);

using Lora.Catalog;
using Microsoft.AspNetCore.Http;

namespace Lora.Gate;

/// <summary>The workspace the gate found for a request.</summary>
internal sealed record WorkspaceFeature(LoraWorkspaceId Workspace);

internal static class WorkspaceFeatureExtensions
{
    /// <summary>The workspace the request acts in.</summary>
    public static LoraWorkspaceId LoraWorkspace(this HttpContext context) =>
        context.Features.Get<WorkspaceFeature>()?.Workspace ?? throw new InvalidOperationException("The request did not pass the gate.");
}

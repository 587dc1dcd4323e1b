using Lora.Catalog;
using Microsoft.AspNetCore.Http;

namespace Lora.Gate;

/// <summary>For whom a request acts, as the gate found.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="User">Who it is, by the host's rule; <see langword="null"/> where nobody is signed in.</param>
internal sealed record WorkspaceFeature(LoraWorkspaceId Workspace, string? User);

internal static class WorkspaceFeatureExtensions
{
    /// <summary>The workspace the request acts in.</summary>
    public static LoraWorkspaceId LoraWorkspace(this HttpContext context) =>
        context.Features.Get<WorkspaceFeature>()?.Workspace ?? throw new InvalidOperationException("The request did not pass the gate.");

    /// <summary>The user the request acts for; <see langword="null"/> where nobody is signed in.</summary>
    public static string? LoraUser(this HttpContext context) => context.Features.Get<WorkspaceFeature>()?.User;
}

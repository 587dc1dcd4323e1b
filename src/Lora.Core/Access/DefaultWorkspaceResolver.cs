using System.Security.Claims;

namespace Lora.Access;

/// <summary>Applies <see cref="WorkspaceRule"/> to signed-in users, and gives all others the anonymous workspace.</summary>
internal sealed class DefaultWorkspaceResolver(LoraManagementOptions options, IHttpApi? api) : ILoraWorkspaceResolver
{
    public ValueTask<LoraWorkspaceId?> ResolveAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(WorkspaceRule.IsSignedIn(user) ? WorkspaceRule.OfUser(user, options.UseLegacyWorkspaceIds)
            : api?.AnonymousWorkspace is { } anonymous ? WorkspaceRule.OfAnonymous(anonymous, options.UseLegacyWorkspaceIds)
            : null);
}

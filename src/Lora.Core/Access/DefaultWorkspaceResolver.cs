using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace Lora.Access;

/// <summary>Applies <see cref="LoraWorkspaces"/> to signed-in users, and gives all others the anonymous workspace.</summary>
internal sealed class DefaultWorkspaceResolver(IOptions<LoraManagementOptions> options) : ILoraWorkspaceResolver
{
    public ValueTask<LoraWorkspaceId?> ResolveAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        var settings = options.Value;
        return ValueTask.FromResult(LoraWorkspaces.IsSignedIn(user) ? LoraWorkspaces.OfUser(user, settings.UseLegacyWorkspaceIds)
            : settings.AnonymousWorkspace is { } anonymous ? LoraWorkspaces.OfAnonymous(anonymous, settings.UseLegacyWorkspaceIds)
            : null);
    }
}

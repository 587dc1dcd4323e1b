using System.Security.Claims;

namespace Lora.Access;

/// <summary>A rule of the host that needs no services.</summary>
internal sealed class DelegateWorkspaceResolver(Func<ClaimsPrincipal, LoraWorkspaceId?> resolve) : ILoraWorkspaceResolver
{
    public ValueTask<LoraWorkspaceId?> ResolveAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default) => ValueTask.FromResult(resolve(user));
}

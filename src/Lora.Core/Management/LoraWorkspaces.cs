using System.Security.Claims;
using Lora.Catalog;

namespace Lora.Management;

/// <summary>Finds the workspace of a user.</summary>
public static class LoraWorkspaces
{
    /// <summary>The claim that names a workspace outright: <c>lora:workspace</c>.</summary>
    public const string ClaimType = "lora:workspace";

    /// <summary>The default rule: the claim <see cref="ClaimType"/>, else <see cref="ClaimTypes.NameIdentifier"/>, else <c>sub</c>.</summary>
    public static LoraWorkspaceId? OfUser(ClaimsPrincipal user)
    {
        var value = user.FindFirst(ClaimType)?.Value ?? NameOfUser(user);
        return string.IsNullOrWhiteSpace(value) ? null : new LoraWorkspaceId(value);
    }

    /// <summary>The default rule for who a user is: <see cref="ClaimTypes.NameIdentifier"/>, else <c>sub</c>.</summary>
    public static string? NameOfUser(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user.FindFirst("sub")?.Value;
    }

    /// <summary>Applies the host's rule to a signed-in user, and <see cref="LoraManagementOptions.AnonymousWorkspace"/> to anyone else.</summary>
    public static LoraWorkspaceId? Resolve(this LoraManagementOptions options, ClaimsPrincipal user) =>
        user.Identities.Any(identity => identity.IsAuthenticated) ? options.Workspace(user) : options.AnonymousWorkspace;
}

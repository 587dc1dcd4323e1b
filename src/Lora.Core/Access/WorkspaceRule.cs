using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Security.Cryptography;

namespace Lora.Access;

/// <summary>
/// The default rule for workspaces. A user with the claim <see cref="LoraWorkspaceId.ClaimType"/> works in the workspace that it names, every other user in their own workspace, and
/// anonymous users share one if the host allows them.
/// </summary>
/// <remarks>
/// Each source has its own namespace, so that its values cannot name a workspace of another source: <c>ada</c> from the claim, <c>user:42</c> from a local user id,
/// <c>idp:{issuer}:42</c> from the same id of an identity provider, <c>anonymous:shared</c>. A claim value that starts with one of these prefixes gets the prefix
/// <c>claim:</c>. A value that is too long for a workspace id, or has control characters, becomes <c>hash:</c> and its SHA-256.
/// </remarks>
internal static class WorkspaceRule
{
    private const string Claimed = "claim:";
    private const string User = "user:";
    private const string Provider = "idp:";
    private const string Anonymous = "anonymous:";
    private const string Hashed = "hash:";

    private static readonly string[] Reserved = [Claimed, User, Provider, Anonymous, Hashed];

    /// <summary>
    /// Returns a user's id, from <see cref="ClaimTypes.NameIdentifier"/> or otherwise <c>sub</c>, with its namespace: <c>user:42</c>, or <c>idp:{issuer}:42</c> if the claim
    /// names an issuer; <see langword="null"/> if the user has none. Claims of identities that are not authenticated are ignored.
    /// </summary>
    /// <param name="user">The user.</param>
    public static string? IdOf(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var claim = IdClaimOf(user);
        return string.IsNullOrWhiteSpace(claim?.Value) ? null : Qualified(claim);
    }

    /// <summary>Returns the workspace of a signed-in user by the default rule, or <see langword="null"/> if the user has neither the claim nor an id.</summary>
    /// <param name="user">The user.</param>
    public static LoraWorkspaceId? OfUser(ClaimsPrincipal user) => OfUser(user, legacy: false);

    internal static bool IsSignedIn(ClaimsPrincipal user) => user.Identities.Any(static identity => identity.IsAuthenticated);

    internal static LoraWorkspaceId? OfUser(ClaimsPrincipal user, bool legacy)
    {
        ArgumentNullException.ThrowIfNull(user);
        var claim = Find(user, LoraWorkspaceId.ClaimType);
        var text = claim is not null ? Name(claim.Value, legacy)
            : legacy ? IdClaimOf(user)?.Value
            : IdOf(user);
        return string.IsNullOrWhiteSpace(text) ? null : ToWorkspace(text);
    }

    internal static LoraWorkspaceId OfAnonymous(LoraWorkspaceId workspace, bool legacy) => legacy ? workspace : ToWorkspace(Anonymous + workspace.Value);

    private static string? Name(string value, bool legacy) =>
        string.IsNullOrWhiteSpace(value) || legacy || !Reserved.Any(reserved => value.StartsWith(reserved, StringComparison.Ordinal)) ? value : Claimed + value;

    // A claim without another issuer was created by this application (ClaimsIdentity.DefaultIssuer).
    private static string Qualified(Claim claim) => string.Equals(claim.Issuer, ClaimsIdentity.DefaultIssuer, StringComparison.Ordinal)
        ? User + claim.Value
        : $"{Provider}{claim.Issuer.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal)}:{claim.Value}";

    private static Claim? IdClaimOf(ClaimsPrincipal user) => Find(user, ClaimTypes.NameIdentifier) ?? Find(user, "sub");

    private static Claim? Find(ClaimsPrincipal user, string type) =>
        user.Identities.Where(static identity => identity.IsAuthenticated).Select(identity => identity.FindFirst(type)).FirstOrDefault(static claim => claim is not null);

    // The hash is over UTF-16: unlike UTF-8, it keeps texts with unpaired surrogates distinct.
    private static LoraWorkspaceId ToWorkspace(string text) => LoraWorkspaceId.IsValid(text)
        ? new LoraWorkspaceId(text)
        : new LoraWorkspaceId(Hashed + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()))));
}

using System.Security.Claims;

namespace Lora;

/// <summary>
/// Decides which workspace a user works in. The HTTP API, the components, downloads and generation all ask the same one. Register your own with
/// <see cref="LoraBuilder.UseWorkspaceResolver{TResolver}"/>; it is created once per scope and called once
/// at a time within it, so it can query a database with a <c>DbContext</c> that only it and the authorizer use.
/// </summary>
/// <remarks>The default reads the claim <c>lora:workspace</c>, or otherwise gives every user a workspace of their own; see <see cref="LoraWorkspaceId.FromUser"/>.</remarks>
public interface ILoraWorkspaceResolver
{
    /// <summary>Returns the workspace of a user, or <see langword="null"/> if the user has none.</summary>
    /// <param name="user">
    /// The user. Can be a user who is not signed in if the host allows anonymous access (<c>AllowAnonymous()</c>).
    /// </param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <remarks>
    /// A resolver that throws denies access. The user sees the message of a <see cref="LoraException"/>, or else that the account has no workspace, and the exception is
    /// logged. A transient <see cref="LoraException"/> is answered with 503. A resolver must not call <see cref="LoraAccess"/> or <see cref="ILoraClient"/>.
    /// </remarks>
    ValueTask<LoraWorkspaceId?> ResolveAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default);
}

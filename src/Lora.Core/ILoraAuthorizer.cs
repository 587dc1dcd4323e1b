namespace Lora;

/// <summary>
/// Decides what a user may do in their workspace. The HTTP API, the components and generation call every authorizer before an operation, and all of them must allow it. Add your own with
/// <see cref="LoraBuilder.AddAuthorizer{TAuthorizer}"/>; it is created once per scope and called once at a time within it, together with the resolver.
/// </summary>
/// <remarks>
/// Without one, every user of a workspace may do everything there. A web application has one that evaluates the policies named in
/// <see cref="LoraManagementOptions.Policies"/>, and for components also the policies of the mapped API.
/// </remarks>
public interface ILoraAuthorizer
{
    /// <summary>
    /// Returns whether the user may do this. An authorizer that throws denies it: the user sees the message of a <see cref="LoraException"/>, or else the usual one, and the
    /// exception is logged. A transient <see cref="LoraException"/> is answered with 503. An authorizer must not call <see cref="LoraAccess"/> or <see cref="ILoraClient"/>.
    /// </summary>
    /// <param name="request">The user, the workspace and the operation.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    ValueTask<bool> IsAllowedAsync(LoraAuthorizationRequest request, CancellationToken cancellationToken = default);
}

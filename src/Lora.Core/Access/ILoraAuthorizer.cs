namespace Lora;

/// <summary>
/// Decides what a user may do in their workspace. The HTTP API, the components and generation all ask the same one, before anything is done. Register your own with
/// <see cref="LoraBuilder.UseAuthorizer{TAuthorizer}"/>; it is created once per scope and called once at a time within it, together with the resolver.
/// </summary>
/// <remarks>
/// The default allows everything to every user of a workspace. In a web application it evaluates the policies named in
/// <see cref="Management.LoraManagementOptions.Policies"/>, and for components also the policies of the mapped API.
/// </remarks>
public interface ILoraAuthorizer
{
    /// <summary>Returns whether the user may do this. An authorizer that throws denies it, and the exception is logged.</summary>
    /// <param name="request">The user, the workspace and the operation.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    ValueTask<bool> IsAllowedAsync(LoraAuthorizationRequest request, CancellationToken cancellationToken = default);
}

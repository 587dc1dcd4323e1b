using System.Security.Claims;

namespace Lora;

/// <summary>Provides the user of the current scope: a request or a circuit. The web package has an implementation; other hosts register their own.</summary>
internal interface ILoraUserAccessor
{
    /// <summary>Returns the user. If nobody is signed in, it is a principal without an authenticated identity.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    ValueTask<ClaimsPrincipal> GetUserAsync(CancellationToken cancellationToken = default);
}

using System.Security.Claims;

namespace Lora;

/// <summary>Finds the user of the present scope: a request or a circuit. The web package has one; other hosts register their own.</summary>
internal interface ILoraUserAccessor
{
    /// <summary>Returns the user. Somebody who is not signed in is a principal without an authenticated identity.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    ValueTask<ClaimsPrincipal> GetUserAsync(CancellationToken cancellationToken = default);
}

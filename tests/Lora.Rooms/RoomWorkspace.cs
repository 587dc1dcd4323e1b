using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Lora.Rooms;

/// <summary>Gives each demo user one workspace per room (the room is in a cookie), so that tests on one server never see each other's files.</summary>
internal sealed class RoomWorkspace(IHttpContextAccessor accessor) : IClaimsTransformation
{
    /// <summary>The name of the cookie.</summary>
    private const string Cookie = "lora-test-room";

    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (accessor.HttpContext?.Request.Cookies[Cookie] is not { Length: > 0 } room || principal.FindFirst(LoraWorkspaceId.ClaimType) is not { Subject: { } identity } claim)
        {
            return Task.FromResult(principal);
        }

        // Transformations can run more than once for the same user.
        var suffix = $"-{room}";
        if (!claim.Value.EndsWith(suffix, StringComparison.Ordinal))
        {
            identity.RemoveClaim(claim);
            identity.AddClaim(new Claim(LoraWorkspaceId.ClaimType, claim.Value + suffix));
        }

        return Task.FromResult(principal);
    }
}

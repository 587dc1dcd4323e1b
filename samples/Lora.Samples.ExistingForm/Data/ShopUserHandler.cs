using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Lora.Samples.ExistingForm.Data;

/// <summary>
/// Signs every visitor in as one of three demo users of the same shop, chosen by the cookie <c>demo-user</c>. It replaces the host's real authentication and protects nothing.
/// </summary>
internal sealed class ShopUserHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "demo";

    public const string Cookie = "demo-user";

    public const string StaffRole = "staff";

    /// <summary>The users, and whether each is a member of staff. Customers can see the styles and order with them.</summary>
    public static readonly IReadOnlyDictionary<string, bool> Users = new Dictionary<string, bool>(StringComparer.Ordinal) { ["ada"] = true, ["bob"] = true, ["vic"] = false };

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var name = Request.Cookies[Cookie] is { } cookie && Users.ContainsKey(cookie) ? cookie : "ada";
        Claim[] role = Users[name] ? [new(ClaimTypes.Role, StaffRole)] : [];
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, name), new(ClaimTypes.NameIdentifier, name), .. role], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}

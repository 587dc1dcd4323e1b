using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Lora.Samples.ExistingForm.Data;

/// <summary>
/// Signs everybody in as one of three demo users of the same shop, by the cookie <c>demo-user</c>. It stands for the host's real authentication and protects nothing.
/// </summary>
internal sealed class ShopUserHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "demo";

    public const string Cookie = "demo-user";

    public const string StaffRole = "staff";

    /// <summary>The users, and whether each belongs to the staff. Customers see the styles and order with them.</summary>
    public static readonly IReadOnlyDictionary<string, bool> Users = new Dictionary<string, bool>(StringComparer.Ordinal) { ["ada"] = true, ["bob"] = true, ["vic"] = false };

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var name = Request.Cookies[Cookie] is { } cookie && Users.ContainsKey(cookie) ? cookie : "ada";
        Claim[] role = Users[name] ? [new(ClaimTypes.Role, StaffRole)] : [];
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, name), new(ClaimTypes.NameIdentifier, name), .. role], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}

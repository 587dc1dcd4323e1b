using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Lora.Samples.Studio.Demo;

/// <summary>
/// Signs every visitor in as one of three demo users, chosen by the cookie <c>demo-user</c>. It replaces the host's real authentication and protects nothing.
/// </summary>
internal sealed class DemoUserHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "demo";

    public const string Cookie = "demo-user";

    public const string EditorRole = "editor";

    public const string EditorsPolicy = "StudioEditors";

    public static readonly IReadOnlyDictionary<string, DemoUser> Users = new Dictionary<string, DemoUser>(StringComparer.Ordinal)
    {
        ["ada"] = new("Aurora Studio", "ada"),
        ["bob"] = new("Basalt Studio", "bob"),
        ["vic"] = new("Aurora Studio", "ada", IsEditor: false),
    };

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var name = Request.Cookies[Cookie] is { } cookie && Users.ContainsKey(cookie) ? cookie : "ada";
        var user = Users[name];
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, name), new(ClaimTypes.NameIdentifier, name), new(LoraWorkspaceId.ClaimType, user.Workspace), .. user.IsEditor ? [new Claim(ClaimTypes.Role, EditorRole)] : Array.Empty<Claim>()],
            Scheme);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
    }
}

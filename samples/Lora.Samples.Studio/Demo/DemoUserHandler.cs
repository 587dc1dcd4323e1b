using System.Security.Claims;
using System.Text.Encodings.Web;
using Lora.Management;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Lora.Samples.Studio.Demo;

/// <summary>
/// Signs everybody in as one of two demo users, by the cookie <c>demo-user</c>. It stands for the host's real authentication and protects nothing.
/// </summary>
internal sealed class DemoUserHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "demo";

    public const string Cookie = "demo-user";

    public static readonly IReadOnlyDictionary<string, string> Studios = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ada"] = "Aurora Studio",
        ["bob"] = "Basalt Studio",
    };

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var name = Request.Cookies[Cookie] is { } cookie && Studios.ContainsKey(cookie) ? cookie : "ada";
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, name), new(LoraWorkspaces.ClaimType, name)], Scheme);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)));
    }
}

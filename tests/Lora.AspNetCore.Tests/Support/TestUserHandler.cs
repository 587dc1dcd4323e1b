using System.Security.Claims;
using System.Text.Encodings.Web;
using Lora.Management;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Tests.Support;

/// <summary>Signs in whoever a header names. The user <c>stray</c> has no workspace.</summary>
internal sealed class TestUserHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "test";
    public const string Header = "X-Test-User";
    public const string WithoutWorkspace = "stray";

    public static ClaimsPrincipal Principal(string name)
    {
        var claims = string.Equals(name, WithoutWorkspace, StringComparison.Ordinal) ? [] : new[] { new Claim(LoraWorkspaces.ClaimType, name), new Claim(ClaimTypes.NameIdentifier, name) };
        return new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(Request.Headers.TryGetValue(Header, out var name)
            ? AuthenticateResult.Success(new AuthenticationTicket(Principal(name.ToString()), SchemeName))
            : AuthenticateResult.NoResult());
}

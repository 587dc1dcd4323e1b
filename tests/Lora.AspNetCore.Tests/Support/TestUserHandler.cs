using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Tests.Support;

/// <summary>Signs in the user that a header names. The user <c>stray</c> has no workspace; <c>ada+viewer</c> is a user with a role in the workspace <c>ada</c>.</summary>
internal sealed class TestUserHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "test";
    public const string Header = "X-Test-User";
    public const string WithoutWorkspace = "stray";

    public static ClaimsPrincipal Principal(string name)
    {
        if (string.Equals(name, WithoutWorkspace, StringComparison.Ordinal))
        {
            return new ClaimsPrincipal(new ClaimsIdentity([], SchemeName));
        }

        var parts = name.Split('+');
        return new ClaimsPrincipal(new ClaimsIdentity(
            [new(LoraWorkspaceId.ClaimType, parts[0]), new(ClaimTypes.NameIdentifier, name), .. parts[1..].Select(static role => new Claim(ClaimTypes.Role, role))], SchemeName));
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(Request.Headers.TryGetValue(Header, out var name)
            ? AuthenticateResult.Success(new AuthenticationTicket(Principal(name.ToString()), SchemeName))
            : AuthenticateResult.NoResult());
}

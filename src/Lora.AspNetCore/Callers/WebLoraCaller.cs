using System.Security.Claims;
using Lora.Catalog;
using Lora.Client;
using Lora.Errors;
using Lora.Management;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora.Callers;

/// <summary>
/// Finds the user of the present scope: in a circuit and while prerendering from the authentication state, which a circuit keeps up to date while the request
/// that opened it is long gone; anywhere else from the request.
/// </summary>
internal sealed class WebLoraCaller(IServiceProvider provider, IHttpContextAccessor accessor, IOptions<LoraManagementOptions> options) : ILoraCaller
{
    public async ValueTask<LoraWorkspaceId> GetWorkspaceAsync(CancellationToken cancellationToken = default)
    {
        var user = await UserOfComponentsAsync(cancellationToken).ConfigureAwait(false) ?? accessor.HttpContext?.User ?? new ClaimsPrincipal(new ClaimsIdentity());
        if (options.Value.Resolve(user) is { } workspace)
        {
            return workspace;
        }

        throw user.Identities.Any(identity => identity.IsAuthenticated)
            ? new LoraException(LoraErrorCodes.WorkspaceMissing, "Your account has no workspace. Ask whoever runs this site for one.")
            : new LoraException(LoraErrorCodes.UserMissing, "Sign in first.");
    }

    private async Task<ClaimsPrincipal?> UserOfComponentsAsync(CancellationToken cancellationToken)
    {
        if (provider.GetService<AuthenticationStateProvider>() is not { } authentication)
        {
            return null;
        }

        try
        {
            var state = await authentication.GetAuthenticationStateAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            return state.User;
        }
        catch (InvalidOperationException)
        {
            // The framework's provider says so where no components run, such as in an API request of a Blazor application.
            return null;
        }
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Access;

/// <summary>
/// Finds the user of the present scope: in a circuit and while prerendering from the authentication state, which a circuit keeps up to date while the request
/// that opened it is long gone; anywhere else from the request.
/// </summary>
internal sealed class WebUserAccessor(IServiceProvider provider, IHttpContextAccessor accessor) : ILoraUserAccessor
{
    public async ValueTask<ClaimsPrincipal> GetUserAsync(CancellationToken cancellationToken = default) =>
        await UserOfComponentsAsync(cancellationToken).ConfigureAwait(false) ?? accessor.HttpContext?.User ?? new ClaimsPrincipal(new ClaimsIdentity());

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

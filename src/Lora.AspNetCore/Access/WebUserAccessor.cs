using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Access;

/// <summary>
/// Returns the user of the current scope: in a circuit and while prerendering from the authentication state, because a circuit outlives the request that opened it; elsewhere
/// from the request.
/// </summary>
internal sealed class WebUserAccessor(IServiceProvider provider, IHttpContextAccessor accessor) : ILoraUserAccessor
{
    public async ValueTask<ClaimsPrincipal> GetUserAsync(CancellationToken cancellationToken = default) =>
        await FindComponentUserAsync(cancellationToken).ConfigureAwait(false) ?? accessor.HttpContext?.User ?? new ClaimsPrincipal(new ClaimsIdentity());

    private async Task<ClaimsPrincipal?> FindComponentUserAsync(CancellationToken cancellationToken)
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
            // The framework's provider throws where no components run, such as in an API request of a Blazor application.
            return null;
        }
    }
}

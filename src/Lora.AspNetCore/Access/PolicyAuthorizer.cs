using System.Security.Claims;
using Lora.AspNetCore.Routing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Access;

/// <summary>
/// Evaluates the host's policies: the one that the options name for the operation and, for components, that of the default API. The web server applies the latter only to
/// requests.
/// </summary>
internal sealed class PolicyAuthorizer(IServiceProvider services, IOptions<LoraManagementOptions> options, ApiPolicies api, IHttpContextAccessor accessor) : ILoraAuthorizer
{
    public async ValueTask<bool> IsAllowedAsync(LoraAuthorizationRequest request, CancellationToken cancellationToken = default)
    {
        if (!IsApiRequest(request.User)
            && await api.GetAsync().ConfigureAwait(false) is { } policy
            && !(await Service().AuthorizeAsync(request.User, request, policy).ConfigureAwait(false)).Succeeded)
        {
            return false;
        }

        return options.Value.PolicyFor(request.Operation) is not { } name
            || (await Service().AuthorizeAsync(request.User, request, name).ConfigureAwait(false)).Succeeded;
    }

    // The web server applies the policies of an endpoint before its handler runs.
    private bool IsApiRequest(ClaimsPrincipal user) =>
        accessor.HttpContext is { } context && ReferenceEquals(context.User, user) && context.GetEndpoint()?.Metadata.GetMetadata<ApiGroup>() is not null;

    private IAuthorizationService Service() => services.GetRequiredService<IAuthorizationService>();
}

using Lora.AspNetCore.Endpoints;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Routing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora;

/// <content>Mapping of the HTTP API.</content>
public static partial class LoraAspNetCoreExtensions
{
    /// <summary>
    /// Maps the HTTP API of LoRA management. It answers signed-in users only, unless <c>AllowAnonymous</c> is called. Can be called more
    /// than once with different prefixes: each API has policies of its own, and its responses contain URLs of itself. Components and URLs for engines use the first one, unless
    /// <see cref="LoraHttpOptions.ApiPath"/> names another.
    /// </summary>
    /// <param name="endpoints">The application, or a group.</param>
    /// <param name="prefix">The prefix of the routes. Default: <see langword="null"/>, <see cref="LoraHttpOptions.ApiPath"/>, else <c>api/lora</c>.</param>
    /// <returns>A builder for further conventions, such as <c>RequireAuthorization</c> and <see cref="AllowAnonymous"/>.</returns>
    /// <exception cref="InvalidOperationException"><c>AddLoraManagement</c> was not called.</exception>
    public static IEndpointConventionBuilder MapLoraManagement(this IEndpointRouteBuilder endpoints, string? prefix = null)
    {
        var groups = endpoints.ServiceProvider.GetService<ApiGroups>()
            ?? throw new InvalidOperationException("MapLoraManagement needs its services. Call builder.Services.AddLoraManagement() before the application is built.");
        var filter = endpoints.ServiceProvider.GetRequiredService<RequestFilter>();
        var api = groups.Add();
        var group = endpoints.MapGroup('/' + groups.PathFor(prefix));
        CatalogEndpoints.Map(group).Finally(builder => Complete(builder, api));
        UploadEndpoints.Map(group);
        SessionEndpoints.Map(group);
        PreflightEndpoint.Map(group);
        FactsEndpoints.Map(group);
        SyncEndpoint.Map(group);
        WorkspaceEndpoint.Map(group);
        AuditEndpoint.Map(group);
        DownloadEndpoints.Map(group);
        group.WithTags("LoRA").DisableAntiforgery().WithMetadata(api);
        ((IEndpointConventionBuilder)group).Finally(builder => MakeNameUnique(builder, api));
        ((IEndpointConventionBuilder)group).Finally(filter.Wrap);
        return group;
    }

    /// <summary>
    /// Allows requests without a signed-in user to the API that <see cref="MapLoraManagement"/> has mapped, and names the workspace that all such users share: each of them
    /// sees, renames and deletes what the others uploaded. <c>AllowAnonymous()</c> without a name uses <c>shared</c>. <see cref="LoraHttpOptions.AnonymousWorkspace"/> wins.
    /// </summary>
    /// <param name="api">The mapped API.</param>
    /// <param name="workspace">The workspace, 1 to 128 characters. The default rule adds the prefix <c>anonymous:</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="workspace"/> is not a workspace id.</exception>
    public static IEndpointConventionBuilder AllowAnonymous(this IEndpointConventionBuilder api, string workspace) =>
        api.WithMetadata(new AllowAnonymousAttribute(), new AnonymousWorkspaceMetadata(new LoraWorkspaceId(workspace)));

    /// <summary>Only the finished endpoint knows the prefixes of the groups around it, and all conventions.</summary>
    private static void Complete(EndpointBuilder builder, ApiGroup api)
    {
        api.Path = ((RouteEndpointBuilder)builder).RoutePattern.RawText!.Trim('/');
        api.AnonymousWorkspace = builder.Metadata.OfType<IAllowAnonymous>().Any()
            ? builder.Metadata.OfType<AnonymousWorkspaceMetadata>().LastOrDefault()?.Workspace ?? AnonymousWorkspaceMetadata.Default
            : null;
    }

    /// <summary>Links by name and OpenAPI need names that are unique in the application.</summary>
    private static void MakeNameUnique(EndpointBuilder builder, ApiGroup api)
    {
        if (api.Number > 1 && builder.Metadata.OfType<IEndpointNameMetadata>().LastOrDefault() is { EndpointName: var name })
        {
            var unique = $"{name}_{api.Number}";
            builder.Metadata.Add(new EndpointNameMetadata(unique));
            builder.Metadata.Add(new RouteNameMetadata(unique));
        }
    }
}

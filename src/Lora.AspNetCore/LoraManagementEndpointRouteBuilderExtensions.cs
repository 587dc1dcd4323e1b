using Lora.AspNetCore.Endpoints;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora;

/// <summary>Maps the HTTP API.</summary>
public static class LoraManagementEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the HTTP API of LoRA management. It answers signed-in users only, unless <see cref="LoraEndpointConventionBuilder.AllowAnonymous"/> is called. Can be called more
    /// than once with different prefixes: each API has policies of its own, and its responses contain URLs of itself. Components and URLs for engines use the first one, unless
    /// <see cref="LoraHttpOptions.ApiPath"/> names another.
    /// </summary>
    /// <param name="endpoints">The application, or a group.</param>
    /// <param name="prefix">The prefix of the routes. Default: <see langword="null"/>, <see cref="LoraHttpOptions.ApiPath"/>, else <c>api/lora</c>.</param>
    /// <returns>A builder for further conventions, such as <c>RequireAuthorization</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>AddLoraManagement</c> was not called.</exception>
    public static LoraEndpointConventionBuilder MapLoraManagement(this IEndpointRouteBuilder endpoints, string? prefix = null)
    {
        var groups = endpoints.ServiceProvider.GetService<ApiGroups>()
            ?? throw new InvalidOperationException("MapLoraManagement needs its services. Call builder.Services.AddLoraManagement() before the application is built.");
        var filter = endpoints.ServiceProvider.GetRequiredService<RequestFilter>();
        var api = groups.Add();
        var group = endpoints.MapGroup('/' + groups.PathFor(prefix));
        CatalogueEndpoints.Map(group).Add(builder => SetPath(builder, api));
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
        return new LoraEndpointConventionBuilder(group, api);
    }

    /// <summary>Only the finished endpoint knows the prefixes of the groups around it.</summary>
    private static void SetPath(EndpointBuilder builder, ApiGroup api) =>
        api.Path = ((RouteEndpointBuilder)builder).RoutePattern.RawText!.Trim('/');

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

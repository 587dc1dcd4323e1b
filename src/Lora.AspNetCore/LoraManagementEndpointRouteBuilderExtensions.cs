using Lora.AspNetCore.Endpoints;
using Lora.AspNetCore.Filters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora;

/// <summary>Maps the HTTP API.</summary>
public static class LoraManagementEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the HTTP API of LoRA management. It answers signed-in users only, unless <see cref="LoraEndpointConventionBuilder.AllowAnonymous"/> is called.
    /// </summary>
    /// <param name="endpoints">The application, or a group.</param>
    /// <param name="prefix">Where it is mapped; <see langword="null"/>: <see cref="LoraManagementOptions.ApiPath"/>, which is <c>api/lora</c> by default.</param>
    /// <returns>A builder for further conventions, such as <c>RequireAuthorization</c>.</returns>
    /// <exception cref="InvalidOperationException"><c>AddLoraManagement</c> was not called.</exception>
    public static LoraEndpointConventionBuilder MapLoraManagement(this IEndpointRouteBuilder endpoints, string? prefix = null)
    {
        var gate = endpoints.ServiceProvider.GetService<RequestGate>()
            ?? throw new InvalidOperationException("MapLoraManagement needs its services. Call builder.Services.AddLoraManagement() before the application is built.");
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<LoraManagementOptions>>().Value;
        if (!string.IsNullOrWhiteSpace(prefix?.Trim('/')))
        {
            options.ApiPath = prefix.Trim('/');
        }

        var group = endpoints.MapGroup('/' + options.ApiPath.Trim('/'));
        CatalogueEndpoints.Map(group).Add(builder => RememberPath(builder, options));
        UploadEndpoints.Map(group);
        SessionEndpoints.Map(group);
        AdmissionEndpoint.Map(group);
        FactsEndpoints.Map(group);
        SyncEndpoint.Map(group);
        WorkspaceEndpoint.Map(group);
        AuditEndpoint.Map(group);
        DownloadEndpoints.Map(group);
        group.WithTags("LoRA").DisableAntiforgery().WithMetadata(ApiMetadata.Instance);
        ((IEndpointConventionBuilder)group).Finally(gate.Guard);
        return new LoraEndpointConventionBuilder(group, options);
    }

    /// <summary>Only the finished endpoint knows the prefixes of the groups around it.</summary>
    private static void RememberPath(EndpointBuilder builder, LoraManagementOptions options)
    {
        if (builder is RouteEndpointBuilder { RoutePattern: { Parameters.Count: 0, RawText: { } path } } && path.Trim('/').Length > 0)
        {
            options.ApiPath = path.Trim('/');
        }
    }
}

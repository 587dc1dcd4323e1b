using Lora.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Routing;

/// <summary>
/// The mapped APIs. A request uses the one that answers it; components, generation and background work use the default one: the one that
/// <see cref="LoraHttpOptions.ApiPath"/> names, else the one that is mapped first.
/// </summary>
internal sealed class ApiGroups(IServiceProvider services, IOptions<LoraHttpOptions> options, IHttpContextAccessor accessor) : IHttpApi
{
    private readonly List<ApiGroup> _groups = [];

    /// <exception cref="InvalidOperationException">The path of the default API is not known outside a request.</exception>
    public string Path => FindDefault() is not { Path: { } path } group ? NamedPath ?? IHttpApi.DefaultPath
        : !group.HasParameters ? path
        : throw new InvalidOperationException(
            $"The API of LoRA management is mapped at '{path}', so its address is not known outside a request. Map it without route parameters, and first, for components and URLs for engines.");

    public LoraWorkspaceId? AnonymousWorkspace => options.Value.AnonymousWorkspace ?? (FindCurrent() ?? FindDefault())?.AnonymousWorkspace;

    private string? NamedPath => options.Value.ApiPath?.Trim('/');

    public ApiGroup Add()
    {
        var group = new ApiGroup(_groups.Count + 1);
        _groups.Add(group);
        return group;
    }

    /// <summary>Returns the path to map an API at.</summary>
    public string PathFor(string? prefix) => prefix?.Trim('/') is { } path && !string.IsNullOrWhiteSpace(path) ? path : NamedPath ?? IHttpApi.DefaultPath;

    /// <summary>Returns the API that answers the current request, or <see langword="null"/> outside a request of an API.</summary>
    public ApiGroup? FindCurrent() => accessor.HttpContext?.GetEndpoint()?.Metadata.GetMetadata<ApiGroup>();

    /// <summary>Returns the default API, or <see langword="null"/> if none is mapped.</summary>
    /// <exception cref="InvalidOperationException">The options name an API that is not mapped.</exception>
    public ApiGroup? FindDefault()
    {
        if (_groups.Exists(static group => group.Path is null))
        {
            // Only the finished endpoints know the prefixes of the groups around them, and reading the endpoints finishes them.
            _ = services.GetService<EndpointDataSource>()?.Endpoints;
        }

        return NamedPath is not { } path ? _groups.FirstOrDefault()
            : _groups.Count == 0 ? null
            : _groups.Find(group => string.Equals(group.Path, path, StringComparison.OrdinalIgnoreCase)) ?? throw new InvalidOperationException(
                $"LoraHttpOptions.ApiPath is '{path}', but MapLoraManagement() was called for '{string.Join("', '", _groups.Select(static group => group.Path))}' only. Name one of these, or leave it null.");
    }
}

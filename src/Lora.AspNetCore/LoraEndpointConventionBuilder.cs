using System.ComponentModel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Lora;

/// <summary>Configures all endpoints of LoRA management at once, as any endpoint convention builder does.</summary>
public sealed class LoraEndpointConventionBuilder : IEndpointConventionBuilder
{
    private readonly IEndpointConventionBuilder _endpoints;
    private readonly LoraManagementOptions _options;

    internal LoraEndpointConventionBuilder(IEndpointConventionBuilder endpoints, LoraManagementOptions options)
    {
        _endpoints = endpoints;
        _options = options;
    }

    /// <summary>Lets everybody in. All who are not signed in share one workspace: each of them sees, renames and deletes what the others uploaded.</summary>
    /// <param name="workspace">Their workspace, unless <see cref="LoraManagementOptions.AnonymousWorkspace"/> says another.</param>
    public LoraEndpointConventionBuilder AllowAnonymous(string workspace = "shared")
    {
        _options.AnonymousWorkspace ??= new LoraWorkspaceId(workspace);
        _endpoints.WithMetadata(new AllowAnonymousAttribute());
        return this;
    }

    /// <inheritdoc />
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Add(Action<EndpointBuilder> convention) => _endpoints.Add(convention);

    /// <inheritdoc />
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Finally(Action<EndpointBuilder> finallyConvention) => _endpoints.Finally(finallyConvention);
}

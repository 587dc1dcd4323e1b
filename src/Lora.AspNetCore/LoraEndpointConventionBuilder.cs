using System.ComponentModel;
using Lora.AspNetCore.Routing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Lora;

/// <summary>Configures all endpoints of one mapped API of LoRA management.</summary>
public sealed class LoraEndpointConventionBuilder : IEndpointConventionBuilder
{
    private readonly IEndpointConventionBuilder _endpoints;
    private readonly ApiGroup _group;

    internal LoraEndpointConventionBuilder(IEndpointConventionBuilder endpoints, ApiGroup group)
    {
        _endpoints = endpoints;
        _group = group;
    }

    /// <summary>Allows requests without a signed-in user. All such users share one workspace: each of them sees, renames and deletes what the others uploaded.</summary>
    /// <param name="workspace">Their workspace, unless <see cref="LoraHttpOptions.AnonymousWorkspace"/> names another.</param>
    public LoraEndpointConventionBuilder AllowAnonymous(string workspace = "shared")
    {
        _group.AnonymousWorkspace = new LoraWorkspaceId(workspace);
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

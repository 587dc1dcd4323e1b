using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Routing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Access;

/// <summary>
/// The authorization policy that the host put on the default API. Components run in a circuit, where the web server applies none, so it is read from the endpoints and
/// evaluated for them.
/// </summary>
internal sealed class ApiPolicies(IServiceProvider services, IOptions<LoraManagementOptions> options, ApiGroups groups)
{
    private readonly Lock _lock = new();
    private Task<AuthorizationPolicy?>? _policy;
    private bool _isComplete;

    /// <summary>Returns the policy that every route of the API requires, or <see langword="null"/> if it requires none.</summary>
    /// <exception cref="InvalidOperationException">The routes require different policies, or one that does not exist.</exception>
    public Task<AuthorizationPolicy?> GetAsync()
    {
        lock (_lock)
        {
            // Until the application has started, the host may still map routes.
            return _isComplete && _policy is { IsFaulted: false } ? _policy : _policy = CombineAsync();
        }
    }

    /// <summary>Checks that every named policy exists.</summary>
    /// <exception cref="InvalidOperationException">A policy does not exist, or the routes require different ones.</exception>
    public async Task CheckAsync()
    {
        lock (_lock)
        {
            _isComplete = true;
            _policy = null;
        }

        await GetAsync().ConfigureAwait(false);
        foreach (var operation in Enum.GetValues<LoraOperation>())
        {
            if (options.Value.PolicyFor(operation) is { } name
                && (services.GetService<IAuthorizationPolicyProvider>() is not { } provider || await provider.GetPolicyAsync(name).ConfigureAwait(false) is null))
            {
                throw new InvalidOperationException(
                    $"LoraManagementOptions.Policies[{operation}] names the policy '{name}', which does not exist. Add it by builder.Services.AddAuthorizationBuilder().AddPolicy(\"{name}\", …).");
            }
        }
    }

    private async Task<AuthorizationPolicy?> CombineAsync()
    {
        var api = groups.FindDefault();
        var routes = Endpoints().Select(static endpoint => endpoint.Metadata).Where(metadata => IsOf(api, metadata)).Select(static metadata => new Requirements(metadata)).Distinct().ToList();
        if (routes.Count > 1)
        {
            throw new InvalidOperationException(
                "The routes of one MapLoraManagement() have different authorization policies, so none applies to the components. Put the same on all of them, "
                + "and name policies for single operations in LoraManagementOptions.Policies, such as options.Policies[LoraOperation.Delete] = \"LoraEditors\".");
        }

        var provider = services.GetService<IAuthorizationPolicyProvider>();
        if (routes.Count == 0 || (routes[0].IsEmpty && provider is null))
        {
            return null;
        }

        // A route without a policy of its own requires the application's fallback policy, if there is one; the combination contains it.
        return await routes[0].CombineAsync(provider ?? throw new InvalidOperationException(
            "The mapped API of LoRA management requires an authorization policy, but the application has no authorization services. Call builder.Services.AddAuthorization().")).ConfigureAwait(false);
    }

    private IReadOnlyList<Endpoint> Endpoints() => services.GetService<EndpointDataSource>()?.Endpoints ?? [];

    private static bool IsOf(ApiGroup? api, EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<ApiGroup>() is { } group && group == api && metadata.GetMetadata<TicketMetadata>() is null && metadata.GetMetadata<IAllowAnonymous>() is null;

    private sealed class Requirements(EndpointMetadataCollection metadata) : IEquatable<Requirements>
    {
        private readonly IReadOnlyList<IAuthorizeData> _data = metadata.GetOrderedMetadata<IAuthorizeData>();
        private readonly IReadOnlyList<AuthorizationPolicy> _policies = metadata.GetOrderedMetadata<AuthorizationPolicy>();
        private readonly IReadOnlyList<IAuthorizationRequirementData> _requirements = metadata.GetOrderedMetadata<IAuthorizationRequirementData>();

        public bool IsEmpty => _data.Count + _policies.Count + _requirements.Count == 0;

        public async Task<AuthorizationPolicy?> CombineAsync(IAuthorizationPolicyProvider provider)
        {
            var policy = await AuthorizationPolicy.CombineAsync(provider, _data, _policies).ConfigureAwait(false);
            if (_requirements.Count == 0)
            {
                return policy;
            }

            var builder = new AuthorizationPolicyBuilder();
            builder.AddRequirements([.. _requirements.SelectMany(static requirement => requirement.GetRequirements())]);
            return policy is null ? builder.Build() : builder.Combine(policy).Build();
        }

        public bool Equals(Requirements? other) => other is not null
            && _data.Select(Text).SequenceEqual(other._data.Select(Text), StringComparer.Ordinal)
            && _policies.SequenceEqual(other._policies)
            && _requirements.SequenceEqual(other._requirements);

        public override bool Equals(object? obj) => Equals(obj as Requirements);

        public override int GetHashCode() => HashCode.Combine(_data.Count, _policies.Count, _requirements.Count);

        private static string Text(IAuthorizeData data) => $"{data.Policy}|{data.Roles}|{data.AuthenticationSchemes}";
    }
}

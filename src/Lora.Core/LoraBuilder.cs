using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Lora.Access;
using Lora.Audit;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lora;

/// <summary>Chooses where records and files are kept. Every <c>Use…</c> may be called again; the last one counts.</summary>
public sealed class LoraBuilder
{
    internal LoraBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the host.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IServiceCollection Services { get; }

    /// <summary>Keeps records in a store of the host's own. It must be safe to use from many threads.</summary>
    /// <param name="factory">Makes or finds the store.</param>
    public LoraBuilder UseStore<TStore>(Func<IServiceProvider, TStore> factory)
        where TStore : class, ILoraStore
    {
        Services.Replace(ServiceDescriptor.Singleton<ILoraStore>(factory));
        return this;
    }

    /// <summary>Keeps files in a store of the host's own. It must be safe to use from many threads.</summary>
    /// <param name="factory">Makes or finds the store.</param>
    public LoraBuilder UseFileStore(Func<IServiceProvider, ILoraFileStore> factory)
    {
        Services.Replace(ServiceDescriptor.Singleton(factory));
        return this;
    }

    /// <summary>Replaces the rule that decides which workspace a user works in, everywhere: in the HTTP API, the components, downloads and generation.</summary>
    /// <typeparam name="TResolver">The rule; created once per scope by dependency injection.</typeparam>
    public LoraBuilder UseWorkspaceResolver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TResolver>()
        where TResolver : class, ILoraWorkspaceResolver
    {
        Services.Replace(ServiceDescriptor.Scoped<ILoraWorkspaceResolver, TResolver>());
        return this;
    }

    /// <summary>Replaces the rule that decides which workspace a user works in, where it needs no services: <c>user =&gt; new(user.FindFirst("team")!.Value)</c>.</summary>
    /// <param name="resolve">Returns the workspace of a user, or <see langword="null"/> if the user has none.</param>
    public LoraBuilder UseWorkspaceResolver(Func<ClaimsPrincipal, LoraWorkspaceId?> resolve)
    {
        ArgumentNullException.ThrowIfNull(resolve);
        Services.Replace(ServiceDescriptor.Scoped<ILoraWorkspaceResolver>(_ => new DelegateWorkspaceResolver(resolve)));
        return this;
    }

    /// <summary>
    /// Adds a rule that decides what a user may do, everywhere. A user may do what every rule allows: those added here, the policies named in the options, and the policies of
    /// the mapped API.
    /// </summary>
    /// <typeparam name="TAuthorizer">The rule; created once per scope by dependency injection.</typeparam>
    public LoraBuilder AddAuthorizer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAuthorizer>()
        where TAuthorizer : class, ILoraAuthorizer
    {
        Services.TryAddEnumerable(ServiceDescriptor.Scoped<ILoraAuthorizer, TAuthorizer>());
        return this;
    }

    /// <summary>Adds something that must be done before the application serves its first request, such as bringing the database up to date.</summary>
    internal LoraBuilder AddInitializer(Func<IServiceProvider, ILoraInitializer> factory)
    {
        Services.AddSingleton(factory);
        return this;
    }

    /// <summary>
    /// Writes audit events to the database as well, where <c>GET /api/lora/audit</c> lists them. They are logged in any case. Events older than
    /// <see cref="LoraManagementOptions.AuditRetention"/> are deleted. Can be called more than once.
    /// </summary>
    /// <remarks>The application does not start if the chosen store does not implement <see cref="ILoraAuditStore"/>.</remarks>
    public LoraBuilder UseDatabaseAudit()
    {
        Services.TryAddSingleton(static provider => provider.GetRequiredService<ILoraStore>() is var store && store is ILoraAuditStore audit
            ? audit
            : throw new InvalidOperationException(
                $"The store {store.GetType().Name} cannot keep audit events. Remove UseDatabaseAudit(), or implement {nameof(ILoraAuditStore)} in the store."));
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoraAuditSink, StoreAuditSink>());
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoraInitializer, AuditStoreCheck>());
        return this;
    }

    /// <summary>Adds a writer for requests to an engine that the built-in writers don't support. A writer with the name of a built-in one replaces it.</summary>
    /// <typeparam name="TWriter">The writer; a singleton that dependency injection creates.</typeparam>
    public LoraBuilder AddPayloadWriter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TWriter>()
        where TWriter : class, IGenerationPayloadWriter
    {
        Services.AddSingleton<IGenerationPayloadWriter, TWriter>();
        return this;
    }
}

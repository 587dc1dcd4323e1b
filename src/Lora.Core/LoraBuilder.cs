using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Lora.Access;
using Lora.Audit;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lora;

/// <summary>Configures where records and files are stored. Every <c>Use…</c> method can be called more than once; the last call wins.</summary>
public sealed class LoraBuilder
{
    internal LoraBuilder(IServiceCollection services) => Services = services;

    /// <summary>Gets the services of the host.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IServiceCollection Services { get; }

    /// <summary>Stores records in a custom store, which must be thread-safe.</summary>
    /// <param name="factory">Creates or resolves the store.</param>
    public LoraBuilder UseStore<TStore>(Func<IServiceProvider, TStore> factory)
        where TStore : class, ILoraStore
    {
        Services.Replace(ServiceDescriptor.Singleton<ILoraStore>(factory));
        return this;
    }

    /// <summary>Stores files in a custom file store, which must be thread-safe.</summary>
    /// <param name="factory">Creates or resolves the store.</param>
    public LoraBuilder UseFileStore(Func<IServiceProvider, ILoraFileStore> factory)
    {
        Services.Replace(ServiceDescriptor.Singleton(factory));
        return this;
    }

    /// <summary>Delivers changes between the servers of the application, instead of the store, which then does not log changes for other servers.</summary>
    /// <typeparam name="TTransport">The transport; a singleton that dependency injection creates.</typeparam>
    public LoraBuilder UseChangeTransport<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TTransport>()
        where TTransport : class, ILoraChangeTransport
    {
        Services.Replace(ServiceDescriptor.Singleton<ILoraChangeTransport, TTransport>());
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

    /// <summary>Replaces the rule that decides which workspace a user works in, with a rule that needs no services: <c>user =&gt; new(user.FindFirst("team")!.Value)</c>.</summary>
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

    /// <summary>Adds an initializer that runs before the application serves its first request, for example to migrate the database.</summary>
    internal LoraBuilder AddInitializer(Func<IServiceProvider, ILoraInitializer> factory)
    {
        Services.AddSingleton(factory);
        return this;
    }

    /// <summary>
    /// Also writes audit events to the database, where <c>GET /api/lora/audit</c> lists them. They are always logged. Events older than
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

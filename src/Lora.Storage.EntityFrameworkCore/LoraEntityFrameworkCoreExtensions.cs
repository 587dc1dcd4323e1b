using Lora.Storage;
using Lora.Storage.EntityFrameworkCore;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lora;

/// <summary>Stores LoRA records in a host's own database.</summary>
public static class LoraEntityFrameworkCoreExtensions
{
    /// <summary>
    /// Stores LoRA records in the host's own context, whose model calls <c>modelBuilder.UseLora()</c>. The host owns the migrations.
    /// </summary>
    /// <remarks>
    /// Every operation uses its own context, created by <see cref="IDbContextFactory{TContext}"/> if one is registered, otherwise in its own scope.
    /// A context that gets its connection from the scope of a request (such as one database per tenant) needs a factory that does not.
    /// </remarks>
    /// <typeparam name="TContext">The host's context, registered with <c>AddDbContext</c>, <c>AddDbContextPool</c> or <c>AddDbContextFactory</c>.</typeparam>
    public static LoraBuilder UseEntityFrameworkCore<TContext>(this LoraBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseDatabase(static provider => new EntityFrameworkStore(
            new LoraDatabase(token => OpenAsync<TContext>(provider.GetRequiredService<IServiceScopeFactory>(), token))));
    }

    /// <summary>
    /// Adds the seven tables of the toolkit to this model: LoRA records, their thumbnails, how many there are (usage), recent changes, upload sessions, the digests of their parts, and audit
    /// events. The last one stays empty unless <see cref="LoraBuilder.UseDatabaseAudit"/> is called.
    /// Call it in <c>OnModelCreating</c>; the host's own migrations create them.
    /// Register the context with <see cref="UseEntityFrameworkCore{TContext}"/>.
    /// </summary>
    /// <param name="modelBuilder">The host's model.</param>
    /// <param name="schema">The schema of the tables. Default: <see langword="null"/>, the model's default schema.</param>
    /// <param name="tablePrefix">
    /// The prefix of the table names. Default: <c>Lora</c>, which results in <c>LoraRecords</c>, <c>LoraThumbnails</c>, <c>LoraUsage</c>, <c>LoraChanges</c>, <c>LoraUploads</c>,
    /// <c>LoraPartDigests</c>, and <c>LoraAuditEvents</c>. May be empty.
    /// </param>
    public static ModelBuilder UseLora(this ModelBuilder modelBuilder, string? schema = null, string tablePrefix = "Lora")
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        ArgumentNullException.ThrowIfNull(tablePrefix);
        LoraModel.Configure(modelBuilder, LoraTables.Prefixed(schema, tablePrefix));
        return modelBuilder;
    }

    /// <summary>Registers a store, and prepares it at startup unless a later registration replaces it.</summary>
    internal static LoraBuilder UseDatabase(this LoraBuilder builder, Func<IServiceProvider, EntityFrameworkStore> factory)
    {
        builder.UseStore(provider =>
        {
            var store = factory(provider);
            store.LogsChanges = provider.GetService<ILoraChangeTransport>() is null;
            store.Report = provider.GetService<UpgradeReport>();
            store.Time = provider.GetService<TimeProvider>() ?? TimeProvider.System;
            return store;
        });
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoraInitializer, StoreInitializer>());
        return builder;
    }

    private static async Task<ContextLease> OpenAsync<TContext>(IServiceScopeFactory scopes, CancellationToken cancellationToken)
        where TContext : DbContext
    {
        var scope = scopes.CreateAsyncScope();
        ContextLease? lease = null;
        try
        {
            lease = await LeaseAsync<TContext>(scope, cancellationToken).ConfigureAwait(false);
            return lease.Context.Model.FindEntityType(typeof(LoraRecordRow)) is not null
                ? lease
                : throw new InvalidOperationException($"Call modelBuilder.UseLora() in OnModelCreating of {typeof(TContext).Name}, and add a migration.");
        }
        catch
        {
            await ((IAsyncDisposable?)lease ?? scope).DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<ContextLease> LeaseAsync<TContext>(AsyncServiceScope scope, CancellationToken cancellationToken)
        where TContext : DbContext
    {
        if (scope.ServiceProvider.GetService<IDbContextFactory<TContext>>() is not { } factory)
        {
            return new ContextLease(scope.ServiceProvider.GetRequiredService<TContext>(), scope);
        }

        var context = await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return new ContextLease(context, context, scope);
    }
}

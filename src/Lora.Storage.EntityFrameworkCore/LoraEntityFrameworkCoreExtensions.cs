using Lora.Storage.EntityFrameworkCore;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lora;

/// <summary>Keeps LoRA records in a host's own database.</summary>
public static class LoraEntityFrameworkCoreExtensions
{
    /// <summary>
    /// Keeps LoRA records in the host's own context, whose model calls <c>modelBuilder.UseLora()</c>. Migrations stay with the host.
    /// </summary>
    /// <remarks>
    /// Every operation works on a context of its own, made by <see cref="IDbContextFactory{TContext}"/> where one is registered, else in a scope of its own.
    /// A context that takes its connection from the scope of a request (such as one database per tenant) needs a factory that does without.
    /// </remarks>
    /// <typeparam name="TContext">The host's context, registered with <c>AddDbContext</c>, <c>AddDbContextPool</c> or <c>AddDbContextFactory</c>.</typeparam>
    public static LoraBuilder UseEntityFrameworkCore<TContext>(this LoraBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseDatabase(static provider => new EntityFrameworkStore(
            new LoraDatabase(token => OpenAsync<TContext>(provider.GetRequiredService<IServiceScopeFactory>(), token))));
    }

    /// <summary>Chooses a store, and has it prepared before the first request if it is still the chosen one then.</summary>
    internal static LoraBuilder UseDatabase(this LoraBuilder builder, Func<IServiceProvider, EntityFrameworkStore> factory)
    {
        builder.UseStore(factory);
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

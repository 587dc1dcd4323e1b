using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Access;

/// <summary>The resolver and the authorizer of a scope can use services of that scope that are not thread-safe, such as a <c>DbContext</c>.</summary>
public class ConcurrentAccessTests
{
    [Fact]
    public async Task Resolver_and_authorizer_of_a_scope_are_called_one_at_a_time()
    {
        await using var provider = Provider();
        await using var scope = provider.CreateAsyncScope();
        var access = scope.ServiceProvider.GetRequiredService<LoraAccess>();

        var calls = Enumerable.Range(0, 20).Select(index => Task.Run(async () => index % 2 == 0
            ? await access.AuthorizeAsync(LoraOperation.Edit)
            : await access.GetCallerAsync()));
        foreach (var result in await Task.WhenAll(calls))
        {
            Assert.True(result.Succeeded, string.Join(", ", result.Issues));
            Assert.True(result.Value.Allows(LoraOperation.Edit));
        }
    }

    [Fact]
    public async Task Authorizer_that_calls_the_same_service_denies_at_once()
    {
        await using var provider = Provider();
        await using var scope = provider.CreateAsyncScope();
        var access = scope.ServiceProvider.GetRequiredService<LoraAccess>();
        Assert.False((await access.AuthorizeAsync(LoraOperation.Delete).AsTask().WaitAsync(TimeSpan.FromSeconds(10))).Succeeded);
        Assert.Equal(2, scope.ServiceProvider.GetRequiredService<Connection>().Queries);

        var caller = (await access.GetCallerAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10))).OrThrow();
        Assert.False(caller.Allows(LoraOperation.Delete));
        Assert.True(caller.Allows(LoraOperation.Edit));
    }

    [Fact]
    public async Task Canceled_caller_does_not_block_others()
    {
        await using var provider = Provider();
        await using var scope = provider.CreateAsyncScope();
        var access = scope.ServiceProvider.GetRequiredService<LoraAccess>();
        using var hangsUp = new CancellationTokenSource();
        var first = access.AuthorizeAsync(LoraOperation.Edit, cancellationToken: hangsUp.Token).AsTask();
        await hangsUp.CancelAsync();
        await Record.ExceptionAsync(() => first);
        Assert.True((await access.AuthorizeAsync(LoraOperation.Edit).AsTask().WaitAsync(TimeSpan.FromSeconds(10))).Succeeded);
    }

    private static ServiceProvider Provider()
    {
        var services = new ServiceCollection();
        services.AddLoraCore().UseWorkspaceResolver<Resolver>().AddAuthorizer<Authorizer>();
        services.AddScoped<Connection>().AddScoped<ILoraUserAccessor, Users>();
        return services.BuildServiceProvider();
    }

    /// <summary>Throws when a second operation starts before the first one has ended.</summary>
    private sealed class Connection
    {
        private int _operations;

        public int Queries { get; private set; }

        public async Task QueryAsync(CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _operations) != 1)
            {
                throw new InvalidOperationException("A second operation was started on this connection.");
            }

            Queries++;
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _operations);
            }
        }
    }

    private sealed class Resolver(Connection connection) : ILoraWorkspaceResolver
    {
        public async ValueTask<LoraWorkspaceId?> ResolveAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
        {
            await connection.QueryAsync(cancellationToken);
            return new LoraWorkspaceId("team");
        }
    }

    private sealed class Authorizer(Connection connection, IServiceProvider services) : ILoraAuthorizer
    {
        public async ValueTask<bool> IsAllowedAsync(LoraAuthorizationRequest request, CancellationToken cancellationToken = default)
        {
            await connection.QueryAsync(cancellationToken);
            return request.Operation is not LoraOperation.Delete || (await services.GetRequiredService<LoraAccess>().GetCallerAsync(cancellationToken)).Succeeded;
        }
    }

    private sealed class Users : ILoraUserAccessor
    {
        public ValueTask<ClaimsPrincipal> GetUserAsync(CancellationToken cancellationToken = default) =>
            new(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "ada")], "test")));
    }
}

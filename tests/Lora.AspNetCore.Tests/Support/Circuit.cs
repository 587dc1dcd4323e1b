using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests.Support;

/// <summary>The services of one user's components: a scope with an authentication state, as in a circuit.</summary>
internal sealed class Circuit(AsyncServiceScope scope) : IAsyncDisposable
{
    public ILoraClient Client => scope.ServiceProvider.GetRequiredService<ILoraClient>();

    public IServiceProvider Services => scope.ServiceProvider;

    public static Circuit Of(TestHost host, string? user)
    {
        var scope = host.App.Services.CreateAsyncScope();
        var state = (IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        state.SetAuthenticationState(Task.FromResult(new AuthenticationState(user is null ? new ClaimsPrincipal(new ClaimsIdentity()) : TestUserHandler.Principal(user))));
        return new Circuit(scope);
    }

    /// <summary>Every action of components with the operation that it requires. The delete is last.</summary>
    public static IReadOnlyList<(string Name, LoraOperation Operation, Func<Task> Act)> Actions(ILoraClient client, LoraId id) =>
    [
        (nameof(client.ListAsync), LoraOperation.View, () => client.ListAsync(new LoraQuery())),
        (nameof(client.FindAsync), LoraOperation.View, () => client.FindAsync(id.ToString())),
        (nameof(client.GetInspectionAsync), LoraOperation.View, () => client.GetInspectionAsync(id)),
        (nameof(client.FindDuplicatesAsync), LoraOperation.View, () => client.FindDuplicatesAsync(id)),
        (nameof(client.CountFamiliesAsync), LoraOperation.View, () => client.CountFamiliesAsync()),
        (nameof(client.FindPartnerAsync), LoraOperation.View, () => client.FindPartnerAsync(id)),
        (nameof(client.SubscribeAsync), LoraOperation.View, async () => (await client.SubscribeAsync(static _ => { })).Dispose()),
        (nameof(client.CorrectAsync), LoraOperation.Edit, () => client.CorrectAsync(id, new LoraCorrection())),
        (nameof(client.PairAsync), LoraOperation.Edit, () => client.PairAsync(id, null)),
        (nameof(client.RenameAsync), LoraOperation.Edit, () => client.RenameAsync(id, "b")),
        (nameof(client.DeleteAsync), LoraOperation.Delete, () => client.DeleteAsync(id)),
    ];

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}

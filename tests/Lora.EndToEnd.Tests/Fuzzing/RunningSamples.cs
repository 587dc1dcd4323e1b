using Lora.HttpFuzzing.Hosting;

namespace Lora.EndToEnd.Tests.Fuzzing;

/// <summary>Both samples, for the tests of one class.</summary>
public sealed class RunningSamples : IAsyncLifetime
{
    private FuzzServers? _servers;

    internal FuzzServers Servers => _servers!;

    public async Task InitializeAsync() => _servers = await FuzzServers.StartAsync(Repository.Root, Repository.Configuration);

    public async Task DisposeAsync() => await Servers.DisposeAsync();
}

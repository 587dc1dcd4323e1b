using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests.Faults;

/// <summary>
/// The studios behind fault proxies that the tests of a class share, one per back end and transport, started on first use. Those with an S3 server use a gateway of their
/// own.
/// </summary>
public sealed class ProxiedStudios : IAsyncLifetime
{
    private readonly Dictionary<(BackEndKind Kind, string Transport), ProxiedStudio> _running = [];

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Returns the running studio of a back end, with a network without faults.</summary>
    internal async Task<ProxiedStudio> OpenAsync(BackEndKind kind, string transport)
    {
        if (!_running.TryGetValue((kind, transport), out var studio))
        {
            var gateway = kind == BackEndKind.PostgresCeph ? await CephGateway.StartAsync() : null;
            studio = await ProxiedStudio.StartAsync(kind, transport, gateway: gateway);
            _running.Add((kind, transport), studio);
        }

        await studio.RecoverAsync();
        return studio;
    }

    public async Task DisposeAsync()
    {
        foreach (var studio in _running.Values)
        {
            await studio.DisposeAsync();
        }

        if (_running.Keys.Any(static key => key.Kind == BackEndKind.PostgresCeph))
        {
            await CephGateway.StopAsync();
        }
    }
}

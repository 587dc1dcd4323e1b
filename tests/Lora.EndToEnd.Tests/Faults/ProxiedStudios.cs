using Lora.EndToEnd.Tests.BackEnds;

namespace Lora.EndToEnd.Tests.Faults;

/// <summary>The samples applicationToStorage fault proxies that the tests of a class share, one for each back end and transport. Each starts when a test first opens it.</summary>
public sealed class ProxiedStudios : IAsyncLifetime
{
    private readonly Dictionary<(BackEndKind Kind, string Transport), ProxiedStudio> _running = [];

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Returns the sample of that back end, running, and with a network without faults.</summary>
    internal async Task<ProxiedStudio> OpenAsync(BackEndKind kind, string transport)
    {
        if (!_running.TryGetValue((kind, transport), out var studio))
        {
            studio = await ProxiedStudio.StartAsync(kind, transport);
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
    }
}

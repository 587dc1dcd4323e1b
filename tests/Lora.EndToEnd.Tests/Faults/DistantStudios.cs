using Lora.EndToEnd.Tests.BackEnds;

namespace Lora.EndToEnd.Tests.Faults;

/// <summary>The distant studios that the tests of a class share, one for each back end and way of transport, started when the first one asks.</summary>
public sealed class DistantStudios : IAsyncLifetime
{
    private readonly Dictionary<(BackEndKind Kind, string Transport), DistantStudio> _running = [];

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>The studio of that back end, running, reached by all, and with a network that does not fail.</summary>
    internal async Task<DistantStudio> OpenAsync(BackEndKind kind, string transport)
    {
        if (!_running.TryGetValue((kind, transport), out var studio))
        {
            studio = await DistantStudio.StartAsync(kind, transport);
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

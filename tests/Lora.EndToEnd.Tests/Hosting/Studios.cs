using System.Collections.Concurrent;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;

namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>
/// The running studios, one per back end and transport. Collections share them. A studio starts on first use and ends with the last collection that runs. Each test gets its own
/// <see cref="Room"/> in one of them.
/// </summary>
public sealed class Studios : IAsyncLifetime
{
    /// <summary>The transport through the application. Most tests intercept its parts.</summary>
    internal const string Proxied = "proxied";

    private static readonly ConcurrentDictionary<(BackEndKind Kind, string Transport), Lazy<Task<(StudioServer Server, BackEnd BackEnd)>>> Running = [];

    // A collection can start while another one ends the studios.
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static int _collections;

    internal Chromium Chromium { get; } = new();

    public async Task InitializeAsync()
    {
        await Gate.WaitAsync();
        _collections++;
        Gate.Release();
        await Chromium.InitializeAsync();
    }

    /// <summary>Opens a room in the studio of a back end.</summary>
    /// <param name="kind">The stores.</param>
    /// <param name="transport">The transport of parts.</param>
    internal async Task<Room> OpenAsync(BackEndKind kind = BackEndKind.SqliteFolder, string transport = Proxied)
    {
        var studio = Running.GetOrAdd((kind, transport), static key => new(() => StartAsync(key.Kind, key.Transport)));
        try
        {
            var (server, backEnd) = await studio.Value;
            return new Room(server, backEnd);
        }
        catch
        {
            // The next test tries again.
            Running.TryRemove(new((kind, transport), studio));
            throw;
        }
    }

    public async Task DisposeAsync()
    {
        await Chromium.DisposeAsync();
        await Gate.WaitAsync();
        try
        {
            if (--_collections == 0)
            {
                await EndAllAsync();
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task EndAllAsync()
    {
        foreach (var key in Running.Keys)
        {
            if (Running.TryRemove(key, out var studio))
            {
                var (server, backEnd) = await studio.Value;
                await server.DisposeAsync();
                await backEnd.DisposeAsync();
            }
        }
    }

    private static async Task<(StudioServer Server, BackEnd BackEnd)> StartAsync(BackEndKind kind, string transport)
    {
        var backEnd = await BackEnd.CreateAsync(kind);
        try
        {
            return (await StudioServer.StartAsync(backEnd, new Dictionary<string, string>
            {
                ["Lora__Options__Transport"] = transport,
                // A page that is not a secure context needs a host name other than localhost.
                ["AllowedHosts"] = $"localhost;127.0.0.1;[::1];{Chromium.PlainHost}",
            }), backEnd);
        }
        catch
        {
            await backEnd.DisposeAsync();
            throw;
        }
    }
}

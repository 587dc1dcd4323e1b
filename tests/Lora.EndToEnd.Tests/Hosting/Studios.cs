using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;

namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>
/// The running studios of a collection, one per back end and transport, started on first use. Each test gets its own <see cref="Room"/> in
/// one of them.
/// </summary>
public sealed class Studios : IAsyncLifetime
{
    /// <summary>The transport through the application. Most tests intercept its parts.</summary>
    internal const string Proxied = "proxied";

    private readonly Dictionary<(BackEndKind Kind, string Transport), (StudioServer Server, BackEnd BackEnd)> _running = [];

    internal Chromium Chromium { get; } = new();

    public Task InitializeAsync() => Chromium.InitializeAsync();

    /// <summary>Opens a room in the studio of a back end.</summary>
    /// <param name="kind">The stores.</param>
    /// <param name="transport">The transport of parts.</param>
    internal async Task<Room> OpenAsync(BackEndKind kind = BackEndKind.SqliteFolder, string transport = Proxied)
    {
        // Tests of a collection run one after the other, so no other test starts the same one at the same time.
        if (!_running.TryGetValue((kind, transport), out var studio))
        {
            var backEnd = await BackEnd.CreateAsync(kind);
            try
            {
                studio = (await StudioServer.StartAsync(backEnd, new Dictionary<string, string>
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

            _running.Add((kind, transport), studio);
        }

        return new Room(studio.Server, studio.BackEnd);
    }

    public async Task DisposeAsync()
    {
        foreach (var (server, backEnd) in _running.Values)
        {
            await server.DisposeAsync();
            await backEnd.DisposeAsync();
        }

        await Chromium.DisposeAsync();
    }
}

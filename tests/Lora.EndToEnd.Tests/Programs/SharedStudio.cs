using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests.Programs;

/// <summary>One studio on SQLite and a folder for all tests of a class.</summary>
public sealed class SharedStudio : IAsyncLifetime
{
    private BackEnd _backEnd = null!;

    internal StudioServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _backEnd = await BackEnd.CreateAsync(BackEndKind.SqliteFolder);
        Server = await StudioServer.StartAsync(_backEnd);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await _backEnd.DisposeAsync();
    }
}

using Lora.EndToEnd.Tests.BackEnds;

namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>
/// What one test has of a running studio that it shares with others: the demo users with workspaces of its own. What it looks at behind the application's back is
/// limited to those workspaces.
/// </summary>
internal sealed class Room(StudioServer server, BackEnd backEnd)
{
    /// <summary>The cookie by which <c>Lora.Rooms</c> tells rooms apart.</summary>
    public const string CookieName = "lora-test-room";

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);

    /// <summary>What the names of its workspaces end with.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>The studio.</summary>
    public StudioServer Server => server;

    /// <summary>What the studio keeps its records and files in, those of other rooms included.</summary>
    public BackEnd BackEnd => backEnd;

    public Uri Address => Server.Address;

    /// <summary>The size of the parts that files are cut into here: the smallest that storage takes.</summary>
    public long PartSize => LoraFile.PartSizeOn(BackEnd.Kind);

    /// <summary>The HTTP API, as one of the demo users sees it.</summary>
    public StudioApi As(string user) => new(Address, user, Name);

    /// <summary>All that database and storage hold of this room.</summary>
    public async Task<Inventory> TakeInventoryAsync() => (await BackEnd.TakeInventoryAsync()).Of($"-{Name}/");

    /// <summary>Waits until database and storage hold what belongs together, and nothing else.</summary>
    public Task SettleAsync() => Eventually.IsTrueAsync(
        async () => (await TakeInventoryAsync()).FindOrphans() is { } orphans ? $"{orphans}{Environment.NewLine}{Server.Process.Tail()}" : null, Settling);
}

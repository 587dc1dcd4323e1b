using Lora.EndToEnd.Tests.BackEnds;

namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>
/// The part of a shared running sample that belongs to one test: the demo users with their own workspaces. Only the rows and objects of those workspaces are
/// inspected.
/// </summary>
internal sealed class Room(StudioServer server, BackEnd backEnd)
{
    /// <summary>The name of the cookie with the room's name; see <c>Lora.Rooms</c>.</summary>
    public const string CookieName = "lora-test-room";

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);

    /// <summary>The suffix of its workspaces' names.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>The studio.</summary>
    public StudioServer Server => server;

    /// <summary>The database and the storage of the studio, including those of other rooms.</summary>
    public BackEnd BackEnd => backEnd;

    public Uri Address => Server.Address;

    /// <summary>Returns a client of the HTTP API for a demo user.</summary>
    public StudioApi As(string user) => new(Address, user, Name);

    /// <summary>Lists the rows and objects of this room.</summary>
    public async Task<Inventory> TakeInventoryAsync() => (await BackEnd.TakeInventoryAsync()).Of($"-{Name}/");

    /// <summary>Waits until every row has its object and every object its row.</summary>
    public Task SettleAsync() => Eventually.IsTrueAsync(
        async () => (await TakeInventoryAsync()).FindOrphans() is { } orphans ? $"{orphans}{Environment.NewLine}{Server.Process.Tail()}" : null, Settling);
}

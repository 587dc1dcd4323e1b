using System.Globalization;
using Lora.EndToEnd.Tests.BackEnds;

namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>The studio sample on a back end.</summary>
internal sealed class StudioServer : WebServer
{
    private const string Project = "Lora.Samples.Studio";
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);

    private StudioServer(IReadOnlyDictionary<string, string> environment)
        : base(Assembly, Folder, environment)
    {
    }

    /// <summary>The path of <c>Lora.Rooms</c>, which lets many tests share one studio and small files have several parts.</summary>
    public static string Rooms { get; } = Path.Combine(AppContext.BaseDirectory, "Lora.Rooms.dll");

    private static string Folder => Path.Combine(Repository.Root, "samples", Project);

    private static string Assembly => Path.Combine(Folder, "bin", Repository.Configuration, Repository.Framework, $"{Project}.dll");

    public static async Task<StudioServer> StartAsync(BackEnd backEnd, IReadOnlyDictionary<string, string>? settings = null)
    {
        // The smallest allowed part size, so that small files have several parts.
        var server = new StudioServer(new Dictionary<string, string>(backEnd.Settings)
        {
            ["Lora__Options__PartSize"] = LoraFile.PartSize.ToString(CultureInfo.InvariantCulture),
            ["DOTNET_STARTUP_HOOKS"] = Rooms,
            // Tests intercept parts to the application; tests of direct transfers override this.
            ["Lora__Options__Transport"] = "proxied",
        });
        try
        {
            await server.StartAsync(settings);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns a client of the HTTP API for a demo user.</summary>
    public StudioApi As(string user) => new(Address, user);

    /// <summary>Waits until the database and the storage are consistent.</summary>
    public Task SettleAsync(BackEnd backEnd) => Eventually.IsTrueAsync(
        async () => (await backEnd.TakeInventoryAsync()).FindOrphans() is { } orphans ? $"{orphans}{Environment.NewLine}{Process.Tail()}" : null, Settling);
}

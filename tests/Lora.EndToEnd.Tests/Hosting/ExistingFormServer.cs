namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>The sample with an existing form, with its database and files in a new folder.</summary>
internal sealed class ExistingFormServer : WebServer
{
    private const string Project = "Lora.Samples.ExistingForm";

    private readonly TemporaryFolder _folder;

    private ExistingFormServer(TemporaryFolder folder)
        : base(Path.Combine(Folder, "bin", Repository.Configuration, Repository.Framework, $"{Project}.dll"), Folder, new Dictionary<string, string>
        {
            ["ConnectionStrings__Shop"] = $"Data Source={folder["shop.db"]}",
            ["LoraFolder"] = folder["files"],
        }) => _folder = folder;

    private static string Folder => Path.Combine(Repository.Root, "samples", Project);

    public static async Task<ExistingFormServer> StartAsync()
    {
        var server = new ExistingFormServer(new TemporaryFolder());
        try
        {
            await server.StartAsync(settings: null);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}

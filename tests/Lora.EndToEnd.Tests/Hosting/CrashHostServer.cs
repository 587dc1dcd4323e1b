using System.Globalization;
using Lora.EndToEnd.Tests.BackEnds;

namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>A host whose process can be killed at any step of its stores. It sweeps only on request.</summary>
internal sealed class CrashHostServer : WebServer
{
    private const string Project = "Lora.CrashHost";
    private const int Hours = 50;
    private readonly HttpClient _control;
    private int _later;

    private CrashHostServer(IReadOnlyDictionary<string, string> environment)
        : base(Path.Combine(Folder, "bin", Repository.Configuration, Repository.Framework, $"{Project}.dll"), Folder, environment) =>
        _control = new HttpClient { BaseAddress = Address };

    private static string Folder => Path.Combine(Repository.Root, "tests", Project);

    public static async Task<CrashHostServer> StartAsync(BackEnd backEnd)
    {
        var server = new CrashHostServer(new Dictionary<string, string>(backEnd.Settings)
        {
            ["Lora__Options__PartSize"] = LoraFile.PartSize.ToString(CultureInfo.InvariantCulture),
            ["DOTNET_STARTUP_HOOKS"] = StudioServer.Rooms,
            ["Lora__Options__SweepInterval"] = "00:00:00",
            ["Lora__Options__SyncInterval"] = "00:00:00",
            ["Lora__Options__Lease"] = "00:00:01",
            ["Logging__LogLevel__Default"] = "Warning",
        });
        await server.StartAsync();
        return server;
    }

    /// <summary>Returns a client of the HTTP API for a demo user.</summary>
    public StudioApi As(string user) => new(Address, user);

    /// <summary>Resets the step counter. The process is killed at the given step.</summary>
    public Task CrashAtAsync(int step) => PostAsync($"crash-host/crash-at/{step}");

    /// <summary>Returns the number of steps since <see cref="CrashAtAsync"/>.</summary>
    public async Task<int> StepsAsync() => int.Parse(await _control.GetStringAsync(new Uri("crash-host/steps", UriKind.Relative)), CultureInfo.InvariantCulture);

    /// <summary>Moves the clock past all expiry times and sweeps once.</summary>
    public async Task SweepLaterAsync()
    {
        await PostAsync($"crash-host/advance/{Hours}");
        _later += Hours;
        await PostAsync("crash-host/sweep");
    }

    /// <summary>Restarts the process after a kill and restores its clock.</summary>
    public async Task RecoverAsync()
    {
        await RestartAsync();
        await PostAsync($"crash-host/advance/{_later}");
    }

    public override async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await base.DisposeAsync();
    }

    private async Task PostAsync(string path)
    {
        using var answer = await _control.PostAsync(new Uri(path, UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
    }
}

using System.Net.Sockets;

namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>A built web application on a free port that can be killed and restarted on the same data.</summary>
internal class WebServer(string assembly, string contentRoot, IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    private static readonly TimeSpan Readiness = TimeSpan.FromSeconds(60);

    private readonly int _port = Loopback.FreePort();
    private ServerProcess? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}/");

    public ServerProcess Process => _process ?? throw new InvalidOperationException("The application is not started.");

    /// <summary>Starts the application and waits until it responds.</summary>
    /// <param name="settings">Environment variables for this start only.</param>
    public async Task StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        if (!File.Exists(assembly))
        {
            throw new FileNotFoundException($"{assembly} is missing. Build its project.", assembly);
        }

        var all = new Dictionary<string, string>(environment)
        {
            // Static web assets of a build output, unlike a published one, are served in Development only.
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = Address.ToString().TrimEnd('/'),
            ["DOTNET_gcServer"] = "0",
            // Profile-guided optimization and W^X don't pay off in short-lived processes.
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_EnableWriteXorExecute"] = "0",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            all[name] = value;
        }

        _process = ServerProcess.Start("dotnet", [assembly], contentRoot, all);
        await Eventually.IsTrueAsync(CheckAsync, Readiness);
    }

    public void Kill() => Process.Kill();

    public async Task RestartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        await Process.DisposeAsync();
        await StartAsync(settings);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    private async Task<string?> CheckAsync()
    {
        if (Process.HasExited)
        {
            throw new InvalidOperationException($"The server exited before it responded:{Environment.NewLine}{Process.Tail()}");
        }

        try
        {
            using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
            using var answer = await client.GetAsync(new Uri("api/lora", UriKind.Relative));
            return answer.IsSuccessStatusCode ? null : $"GET api/lora answers {(int)answer.StatusCode}:{Environment.NewLine}{Process.Tail()}";
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or TaskCanceledException)
        {
            return $"the server does not respond ({exception.Message}):{Environment.NewLine}{Process.Tail()}";
        }
    }
}

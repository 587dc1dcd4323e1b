using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Lora.HttpFuzzing.Hosting;

/// <summary>A sample as a process of its own on loopback, with data in a temporary folder that is deleted at the end.</summary>
internal sealed class SampleServer : IAsyncDisposable
{
    private static readonly TimeSpan Readiness = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private SampleServer(string name, int port, DirectoryInfo folder, Process process)
    {
        Name = name;
        Port = port;
        _folder = folder;
        _process = process;
    }

    public string Name { get; }

    public int Port { get; }

    public ServerLog Log { get; } = new();

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a sample and waits until its API answers.</summary>
    /// <param name="root">The folder of the repository.</param>
    /// <param name="name">The name of the sample's project.</param>
    /// <param name="configuration">Debug or Release: what was built.</param>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static async Task<SampleServer> StartAsync(string root, string name, string configuration)
    {
        var folder = Path.Combine(root, "samples", name);
        var data = Directory.CreateTempSubdirectory("lora-http-fuzz-");
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "bin", configuration, Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), $"{name}.dll")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (key, value) in Settings(port, data.FullName))
        {
            start.Environment[key] = value;
        }

        var server = new SampleServer(name, port, data, new Process { StartInfo = start });
        try
        {
            await server.StartAsync().ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Dictionary<string, string> Settings(int port, string data) => new(StringComparer.Ordinal)
    {
        // Build output serves its static assets in this environment alone.
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
        ["DOTNET_gcServer"] = "0",
        ["Logging__LogLevel__Default"] = "Warning",
        ["Logging__Console__FormatterName"] = "json",
        ["Logging__Console__FormatterOptions__IncludeScopes"] = "true",
        ["ConnectionStrings__Shop"] = $"Data Source={data}/shop.db",
        ["LoraFolder"] = $"{data}/files",
        ["Lora__ConnectionString"] = $"Data Source={data}/lora.db",
        ["Lora__Folder"] = $"{data}/files",
        // The smallest parts there may be, so that small files have several.
        ["Lora__Options__PartSize"] = "5242880",
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task StartAsync()
    {
        _process.OutputDataReceived += (_, line) => Log.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Log.Add(line.Data);
        _process.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => EndWithThisProcess();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(10) };
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/api/lora", UriKind.Relative)).ConfigureAwait(false);
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
            {
                if (HasExited || clock.Elapsed > Readiness)
                {
                    throw new InvalidOperationException($"{Name} did not start: {fault.Message}{Environment.NewLine}{Log.Tail}", fault);
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200)).ConfigureAwait(false);
        }
    }

    private void EndWithThisProcess()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended and was disposed.
        }
    }
}

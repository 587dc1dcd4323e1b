using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Lora.Benchmarks.Servers;

/// <summary>A server of the benchmarks on its own port. Stops when the benchmark ends, even after a crash.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Project = "Lora.Benchmarks.Host";
    private const int Attempts = 600;

    private static readonly ConcurrentDictionary<int, Process> Running = new();
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly string[] _arguments;
    private Process _process = null!;

    static ServerProcess() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
    {
        foreach (var process in Running.Values)
        {
            process.Kill();
        }
    };

    private ServerProcess(string mode, IEnumerable<KeyValuePair<string, string>> settings)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/");
        _arguments = [Assembly, mode, $"--urls={Address}", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")];
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>The current memory usage, in bytes.</summary>
    public long Resident => Status("VmRSS:");

    /// <summary>The most it held in memory since <see cref="ForgetPeak"/>, in bytes.</summary>
    public long Peak => Status("VmHWM:");

    private static string Assembly => Path.Combine(Folder, Path.GetRelativePath(Path.Combine(Folder, "..", "Lora.Benchmarks"), AppContext.BaseDirectory), $"{Project}.dll");

    private static string Folder => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", Project));

    public static async Task<ServerProcess> StartAsync(string mode, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var server = new ServerProcess(mode, settings);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it, also again after <see cref="Kill"/>, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", _arguments) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true };
        // Build output serves its static assets in this environment alone; published output would in any.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        _process = Process.Start(start)!;
        Running[_process.Id] = _process;
        // Faults are worth seeing, and a full pipe would stop it.
        _process.OutputDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        _process.BeginOutputReadLine();
        using var http = new HttpClient();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(Address);
                return;
            }
            catch (HttpRequestException) when (attempt < Attempts && !_process.HasExited)
            {
                await Task.Delay(BetweenLooks);
            }
        }
    }

    /// <summary>Begins to count <see cref="Peak"/> anew.</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    /// <summary>Ends it at once (SIGKILL).</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        Running.TryRemove(_process.Id, out _);
        _process.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        return ValueTask.CompletedTask;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private long Status(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}

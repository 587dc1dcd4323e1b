using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Lora.Load;

/// <summary>The sample application in a process of its own, with a limit on its heap, on loopback and in a folder that is removed afterwards.</summary>
internal sealed class LoadServer : IDisposable
{
    public const long HeapLimit = 1024L * 1024 * 1024;

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _folder;
    private readonly string _log;
    private readonly Lock _writing = new();
    private readonly Timer _watch;
    private int _outOfMemoryLines;

    private LoadServer(Process process, string folder, Uri address)
    {
        (_process, _folder, Address) = (process, folder, address);
        _log = Path.Combine(folder, "server.log");
        _watch = new Timer(_ => Measure(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
    }

    public Uri Address { get; }

    /// <summary>Gets the most bytes of memory that the server had at once, what is not its heap included.</summary>
    public long PeakMemory { get; private set; }

    public int OutOfMemoryLines => _outOfMemoryLines;

    public bool HasExited => _process.HasExited;

    /// <summary>Gets whether the server ended before it was stopped.</summary>
    public bool HasCrashed { get; private set; }

    public static async Task<LoadServer> StartAsync(string application)
    {
        var path = Path.GetFullPath(application);
        var folder = Directory.CreateTempSubdirectory("lora-load-").FullName;
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var start = new ProcessStartInfo("dotnet", [path]) { WorkingDirectory = Path.GetDirectoryName(path)!, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit.ToString("x", CultureInfo.InvariantCulture);
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["Lora__ConnectionString"] = $"Data Source={Path.Combine(folder, "lora.db")}";
        start.Environment["Lora__Folder"] = Path.Combine(folder, "files");
        // Every slow form is to get as far as its file.
        start.Environment["Lora__Options__MaxWorkspaceUploads"] = "1000";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var server = new LoadServer(Process.Start(start)!, folder, address);
        server.Listen();
        await server.WaitAsync();
        return server;
    }

    public async Task StopAsync()
    {
        HasCrashed = _process.HasExited;
        await _watch.DisposeAsync();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        _watch.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Listen()
    {
        void Note(object sender, DataReceivedEventArgs line)
        {
            if (line.Data?.Contains("OutOfMemory", StringComparison.OrdinalIgnoreCase) == true || line.Data?.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) == true)
            {
                Interlocked.Increment(ref _outOfMemoryLines);
            }

            lock (_writing)
            {
                File.AppendAllText(_log, line.Data + Environment.NewLine);
            }
        }

        _process.OutputDataReceived += Note;
        _process.ErrorDataReceived += Note;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task WaitAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        using var client = new HttpClient { BaseAddress = Address };
        while (true)
        {
            try
            {
                if (_process.HasExited)
                {
                    throw new InvalidOperationException($"The server did not start. {File.ReadAllText(_log)}");
                }

                using var response = await client.GetAsync(new Uri("api/lora", UriKind.Relative), limit.Token);
                response.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(200, limit.Token);
            }
        }
    }

    private void Measure()
    {
        try
        {
            _process.Refresh();
            PeakMemory = Math.Max(PeakMemory, _process.WorkingSet64);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

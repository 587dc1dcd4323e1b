using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>A web application in its own process, which always ends with the test process.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int MaxLines = 400;
    private static readonly ConcurrentDictionary<int, Process> Running = new();

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    static ServerProcess() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
    {
        foreach (var process in Running.Values)
        {
            process.Kill();
        }
    };

    private ServerProcess(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    /// <summary>The current resident memory, in bytes.</summary>
    public long ResidentBytes => Status("VmRSS:");

    /// <summary>The peak resident memory since <see cref="ResetPeak"/>, in bytes.</summary>
    public long PeakResidentBytes => Status("VmHWM:");

    public static ServerProcess Start(string program, IEnumerable<string> arguments, string workingFolder, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = workingFolder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(new Process { StartInfo = start });
        server._process.OutputDataReceived += (_, line) => server.AddLine(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.AddLine(line.Data);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        Running[server._process.Id] = server._process;
        return server;
    }

    /// <summary>Returns the last lines of its output.</summary>
    public string Tail(int lines = 40) => string.Join(Environment.NewLine, _log.TakeLast(lines));

    /// <summary>Resets <see cref="PeakResidentBytes"/>.</summary>
    public void ResetPeak() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    /// <summary>Kills the process (SIGKILL).</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        Running.TryRemove(_process.Id, out _);
    }

    /// <summary>Asks the process to exit (SIGTERM), and kills it if it doesn't.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited)
        {
            using var signal = Process.Start("/bin/sh", ["-c", $"kill -TERM {_process.Id}"]);
            await signal.WaitForExitAsync();
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            await _process.WaitForExitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Kill();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private long Status(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private void AddLine(string? line)
    {
        if (line is not null)
        {
            _log.Enqueue(line);
            while (_log.Count > MaxLines && _log.TryDequeue(out _))
            {
            }
        }
    }
}

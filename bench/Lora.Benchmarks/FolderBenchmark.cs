using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Lora.Tool;

namespace Lora.Benchmarks;

/// <summary><c>lora inspect --no-hash</c> over a folder of many files, in this process and as a program of its own.</summary>
internal static class FolderBenchmark
{
    private const int Files = 10_000;
    private const int Rounds = 9;

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("lora-bench-");
        try
        {
            var headers = Fill(folder.FullName);
            string[][] rows =
            [
                Row("In process", Repeat(() => RunHere(folder.FullName))),
                Row("Program, JSON", Repeat(() => Start("inspect", folder.FullName, "--no-hash", "--json"))),
                Row("Program, text", Repeat(() => Start("inspect", folder.FullName, "--no-hash"))),
            ];
            ResultTable.Write(
                $"lora inspect --no-hash over {ResultTable.Number(Files)} files with headers of {ResultTable.Kilobytes(headers / Files)} kB on average, in the page cache",
                ["", "best ms", "median ms", "processor ms", "files a second, best", "files a second, median"],
                rows);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Fill(string folder)
    {
        var samples = Samples.Usual();
        var headers = 0L;
        for (var number = 0; number < Files; number++)
        {
            var sample = samples[number % samples.Count];
            var path = Path.Combine(folder, (number / 500).ToString("00", CultureInfo.InvariantCulture));
            Directory.CreateDirectory(path);
            sample.Write(Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"style_{number}.safetensors")));
            headers += sample.Header.Length;
        }

        return headers;
    }

    private static FolderRun[] Repeat(Func<TimeSpan?> run)
    {
        run();
        var runs = new FolderRun[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var processor = run();
            runs[round] = new FolderRun(Stopwatch.GetElapsedTime(start).TotalMilliseconds, processor?.TotalMilliseconds);
        }

        return runs;
    }

    private static string[] Row(string name, FolderRun[] runs)
    {
        var (best, median) = (runs.Min(run => run.Elapsed), RaceResult.MedianOf(runs.Select(run => run.Elapsed)));
        return
        [
            name, ResultTable.Milliseconds(best), ResultTable.Milliseconds(median), runs[0].Processor is null ? "?" : ResultTable.Milliseconds(RaceResult.MedianOf(runs.Select(run => run.Processor!.Value))),
            ResultTable.Number(Files / best * 1000), ResultTable.Number(Files / median * 1000),
        ];
    }

    private static TimeSpan? RunHere(string folder)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        Check(ToolCommands.RunAsync(["inspect", folder, "--no-hash", "--json"], TextWriter.Null, Console.Error).GetAwaiter().GetResult());
        self.Refresh();
        return self.TotalProcessorTime - before;
    }

    private static TimeSpan? Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Lora.Tool.dll"), .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        Check(process.ExitCode);
        // The system no longer says how much of the processor it had.
        return null;
    }

    private static void Check(int exitCode)
    {
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"The tool ended with {exitCode}.");
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct FolderRun(double Elapsed, double? Processor);
}

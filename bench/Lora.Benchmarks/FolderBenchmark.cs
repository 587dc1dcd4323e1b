using System.Diagnostics;
using System.Globalization;
using Lora.Tool;

namespace Lora.Benchmarks;

/// <summary><c>lora inspect --no-hash</c> over a folder of many files, in this process and as a program of its own.</summary>
internal static class FolderBenchmark
{
    private const int Files = 10_000;
    private const int Rounds = 7;

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("lora-bench-");
        try
        {
            var headers = Fill(folder.FullName);
            string[][] rows =
            [
                Row("In process", headers, Repeat(() => Check(ToolCommands.RunAsync(["inspect", folder.FullName, "--no-hash", "--json"], new StreamWriter(Stream.Null), Console.Error).GetAwaiter().GetResult()))),
                Row("Program, JSON", headers, Repeat(() => Start("inspect", folder.FullName, "--no-hash", "--json"))),
                Row("Program, text", headers, Repeat(() => Start("inspect", folder.FullName, "--no-hash"))),
                Row("Program that only says its help", headers, Repeat(() => Start("--help"))),
            ];
            ResultTable.Write(
                $"lora inspect --no-hash over {ResultTable.Number(Files)} files with headers of {ResultTable.Kilobytes(headers / Files)} kB on average, in the page cache",
                ["", "best ms", "median ms", "files a second, best", "files a second, median"],
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

    private static double[] Repeat(Action run)
    {
        run();
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            run();
            times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times;
    }

    private static string[] Row(string name, long headers, double[] times)
    {
        var (best, median) = (times.Min(), Race.Median(times));
        return [name, ResultTable.Milliseconds(best), ResultTable.Milliseconds(median), ResultTable.Number(Files / best * 1000), ResultTable.Number(Files / median * 1000)];
    }

    private static void Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Lora.Tool.dll"), .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        Check(process.ExitCode);
    }

    private static void Check(int exitCode)
    {
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"The tool ended with {exitCode}.");
        }
    }
}

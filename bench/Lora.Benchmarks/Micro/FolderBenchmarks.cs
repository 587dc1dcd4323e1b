using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using Lora.Tool;

namespace Lora.Benchmarks.Micro;

/// <summary>Runs <c>lora inspect --no-hash</c> over a folder of many files, in this process and as a program of its own.</summary>
public class FolderBenchmarks
{
    private const int Files = 10_000;

    private string _folder = "";

    /// <summary>Runs the benchmarks and prints a table.</summary>
    public static void Run()
    {
        var samples = Samples.Usual();
        ResultTable.Write(
            $"lora inspect --no-hash over {ResultTable.Number(Files)} files with headers of {ResultTable.Kilobytes(samples.Sum(sample => sample.Header.Length) / samples.Count)} kB on average, in the page cache",
            ["", "best ms", "median ms", "files a second, best", "files a second, median"],
            MicroBenchmark.Run<FolderBenchmarks>(MicroBenchmark.Long)[0].Select(result => (IReadOnlyList<string>)
            [
                result.Name, ResultTable.Milliseconds(result.Best), ResultTable.Milliseconds(result.Median),
                ResultTable.Number(Files / result.Best * 1000), ResultTable.Number(Files / result.Median * 1000),
            ]));
    }

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("lora-bench-").FullName;
        var samples = Samples.Usual();
        for (var number = 0; number < Files; number++)
        {
            var path = Path.Combine(_folder, (number / 500).ToString("00", CultureInfo.InvariantCulture));
            Directory.CreateDirectory(path);
            samples[number % samples.Count].Write(Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"style_{number}.safetensors")));
        }
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true, Description = "In process")]
    public void InProcess() => Check(ToolCommands.RunAsync(["inspect", _folder, "--no-hash", "--json"], TextWriter.Null, Console.Error).GetAwaiter().GetResult());

    [Benchmark(Description = "Program, JSON")]
    public void ProgramJson() => Start("inspect", _folder, "--no-hash", "--json");

    [Benchmark(Description = "Program, text")]
    public void ProgramText() => Start("inspect", _folder, "--no-hash");

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

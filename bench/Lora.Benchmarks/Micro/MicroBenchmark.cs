using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Perfolizer.Mathematics.OutlierDetection;

namespace Lora.Benchmarks.Micro;

/// <summary>Runs a class of BenchmarkDotNet benchmarks in this process, so that nothing is restored or built, and returns one result for each method.</summary>
internal static class MicroBenchmark
{
    /// <summary>Gets the job for benchmarks of up to some milliseconds: short, so that all of a class take less than two minutes.</summary>
    public static Job Short { get; } = Base.WithWarmupCount(8).WithIterationCount(31).WithIterationTime(TimeInterval.FromMilliseconds(60));

    /// <summary>Gets the job for benchmarks that take most of a second: each iteration is one call.</summary>
    public static Job Long { get; } = Base.WithStrategy(RunStrategy.Monitoring).WithWarmupCount(1).WithIterationCount(9).WithInvocationCount(1).WithUnrollFactor(1);

    private static Job Base => Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithOutlierMode(OutlierMode.DontRemove);

    /// <summary>Runs the benchmarks of a class.</summary>
    /// <returns>The results in the order of the methods, grouped by parameters.</returns>
    public static IReadOnlyList<IReadOnlyList<RaceResult>> Run<T>(Job job)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "lora-benchmarks"));
        var summary = BenchmarkRunner.Run<T>(config);
        var failed = summary.ValidationErrors.Where(static error => error.IsCritical).Select(static error => error.Message)
            .Concat(summary.Reports.Where(static report => !report.Success).Select(static report => report.BenchmarkCase.DisplayInfo)).ToList();
        return failed.Count > 0
            ? throw new InvalidOperationException($"Benchmarks failed: {string.Join(", ", failed)}")
            : [.. summary.Reports.GroupBy(static report => report.BenchmarkCase.Parameters.ValueInfo).Select(static group => (IReadOnlyList<RaceResult>)[.. group.Select(ResultOf)])];
    }

    private static RaceResult ResultOf(BenchmarkReport report) => new(
        report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
        [.. report.GetResultRuns().Select(static run => run.GetAverageTime().ToMilliseconds())],
        report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase));
}

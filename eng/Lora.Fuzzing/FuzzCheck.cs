using System.Diagnostics;
using System.Globalization;
using Lora.Inspection;
using Lora.Inspection.Sources;

namespace Lora.Fuzzing;

/// <summary>Inspects a case and holds it against what is promised: no exception, no second, little memory.</summary>
internal static class FuzzCheck
{
    private const long FreeMemory = 16 * 1024 * 1024;
    private static readonly TimeSpan LongestCase = TimeSpan.FromSeconds(1);

    /// <summary>What went wrong; <see langword="null"/> when nothing did.</summary>
    public static FuzzFailure? Inspect(FuzzCase sample, out TimeSpan elapsed)
    {
        var failure = InspectOnce(sample, out elapsed);

        // A busy machine can make any case slow once; a slow case is slow each time.
        for (var again = 0; failure?.Kind == "slow" && again < 2; again++)
        {
            failure = InspectOnce(sample, out elapsed);
        }

        return failure;
    }

    /// <summary>Removes everything that is not needed to reproduce the failure.</summary>
    public static FuzzFailure Minimise(FuzzFailure failure)
    {
        var smallest = failure;
        for (var step = smallest.Case.File.Length / 2; step > 0; step /= 2)
        {
            for (var at = 0; at + step <= smallest.Case.File.Length;)
            {
                byte[] shorter = [.. smallest.Case.File.AsSpan(0, at), .. smallest.Case.File.AsSpan(at + step)];
                var sample = smallest.Case with { File = shorter, Shown = Math.Min(smallest.Case.Shown, shorter.Length) };
                if (InspectOnce(sample, out _) is { } same && same.Kind == failure.Kind)
                {
                    smallest = same;
                }
                else
                {
                    at += step;
                }
            }
        }

        return smallest;
    }

    private static FuzzFailure? InspectOnce(FuzzCase sample, out TimeSpan elapsed)
    {
        var source = SourceOf(sample);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        try
        {
            // The bytes are in memory, so that nothing is waited for and all of it happens on this thread.
            LoraInspector.Default.InspectAsync(source, sample.FileName).GetAwaiter().GetResult();
        }
        catch (MissingBytesException) when (source is SparseByteSource)
        {
            // The one thing that an inspection of pieces may throw.
        }
        catch (Exception error)
        {
            elapsed = Stopwatch.GetElapsedTime(start);
            return new FuzzFailure("exception", error.ToString(), sample);
        }

        elapsed = Stopwatch.GetElapsedTime(start);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return elapsed > LongestCase ? new FuzzFailure("slow", string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalMilliseconds:F0} ms"), sample)
            : allocated > FreeMemory + (2L * sample.File.Length) ? new FuzzFailure("memory", $"{allocated} bytes for a file of {sample.File.Length}", sample)
            : null;
    }

    private static ILoraByteSource SourceOf(FuzzCase sample)
    {
        if (sample.Shown == sample.File.Length)
        {
            return new MemoryByteSource(sample.File);
        }

        var sparse = new SparseByteSource(sample.File.Length);
        sparse.Add(0, sample.File.AsMemory(0, sample.Shown));
        sparse.Add(sample.File.Length - sample.Shown, sample.File.AsMemory(sample.File.Length - sample.Shown));
        return sparse;
    }
}

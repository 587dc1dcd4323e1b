using System.Diagnostics;

namespace Lora.Benchmarks;

/// <summary>
/// Runs candidates one after the other, round by round, so that other load affects all of them equally. The result is the ratio of two candidates of one race.
/// </summary>
internal sealed class Race(int rounds)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(2);

    private readonly List<(string Name, Action Run)> _candidates = [];

    public Race Add(string name, Action run)
    {
        _candidates.Add((name, run));
        return this;
    }

    public IReadOnlyList<RaceResult> Run()
    {
        var repeats = _candidates.ConvertAll(candidate => Warm(candidate.Run));
        var times = _candidates.ConvertAll(_ => new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            for (var number = 0; number < _candidates.Count; number++)
            {
                times[number][round] = Measure(_candidates[number].Run, repeats[number]);
            }
        }

        return [.. _candidates.Select((candidate, number) => new RaceResult(candidate.Name, times[number], Allocated(candidate.Run)))];
    }

    // Until the code is compiled for good; then so many repeats as fill a turn.
    private static int Warm(Action run)
    {
        var watch = Stopwatch.StartNew();
        var runs = 0;
        while (watch.Elapsed < WarmUp || runs < 3)
        {
            run();
            runs++;
        }

        return Math.Max(1, (int)(runs * (Turn / watch.Elapsed)));
    }

    // The first run of a turn finds the caches as another candidate left them. It does not count: else it would weigh the more, the fewer runs fill a turn.
    private static double Measure(Action run, int repeats)
    {
        run();
        var start = Stopwatch.GetTimestamp();
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            run();
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / repeats;
    }

    private static long Allocated(Action run)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Lora.Fuzzing;

/// <summary>Makes and checks cases, the same for the same seed, on several threads.</summary>
public sealed class FuzzRun(ulong seed, long count, TimeSpan limit)
{
    private const int MaxFailures = 20;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, FuzzFailure> _failures = new(StringComparer.Ordinal);
    private readonly Stopwatch _clock = new();
    private long _next = -1;
    private long _slowest;

    /// <summary>Gets or sets the callback for progress messages.</summary>
    public Action<string>? Progress { get; set; }

    /// <summary>Gets how many cases were checked.</summary>
    public long Cases => Math.Min(Interlocked.Read(ref _next) + 1, count);

    /// <summary>Gets how long it took.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Gets how long the slowest case took.</summary>
    public TimeSpan Slowest => TimeSpan.FromTicks(Interlocked.Read(ref _slowest));

    /// <summary>Runs the cases and describes the failures.</summary>
    public IReadOnlyList<string> Describe(int threads) => [.. Execute(threads).Select(static failure => $"case {failure.Case.Number}: {failure.Problem}")];

    internal IReadOnlyList<FuzzFailure> Execute(int threads)
    {
        _clock.Start();
        var workers = Enumerable.Range(0, threads).Select(_ => new Worker(this)).ToList();
        workers.ForEach(static worker => worker.Thread.Start());
        while (workers.Find(static worker => worker.Thread.IsAlive) is { } alive && !workers.Exists(worker => worker.HangsSince(Hang)))
        {
            if (!alive.Thread.Join(TimeSpan.FromSeconds(10)))
            {
                Progress?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{Cases} cases, {Cases / Elapsed.TotalSeconds:F0} cases/s, {_failures.Count} failures"));
            }
        }

        _clock.Stop();
        var hanging = workers.Where(static worker => worker.HangsSince(Hang)).Select(static worker => new FuzzFailure("hang", "It did not end.", worker.Current!));
        return [.. hanging, .. _failures.Values.Select(FuzzCheck.Minimise)];
    }

    private void Work(Worker worker)
    {
        while (_clock.Elapsed < limit && _failures.Count < MaxFailures && Interlocked.Increment(ref _next) is var number && number < count)
        {
            var sample = FuzzCase.Make(seed, number);
            worker.Begin(sample);
            if (FuzzCheck.Inspect(sample, out var elapsed) is { } failure)
            {
                _failures.TryAdd(failure.Signature, failure);
            }

            if (elapsed.Ticks > Interlocked.Read(ref _slowest))
            {
                Interlocked.Exchange(ref _slowest, elapsed.Ticks);
            }
        }
    }

    private sealed class Worker
    {
        private long _begun = long.MaxValue;

        public Worker(FuzzRun run) => Thread = new Thread(() => run.Work(this)) { IsBackground = true };

        public Thread Thread { get; }

        public FuzzCase? Current { get; private set; }

        public void Begin(FuzzCase sample)
        {
            Current = sample;
            Interlocked.Exchange(ref _begun, Stopwatch.GetTimestamp());
        }

        public bool HangsSince(TimeSpan time) =>
            Thread.IsAlive && Interlocked.Read(ref _begun) is not long.MaxValue and var begun && Stopwatch.GetElapsedTime(begun) > time;
    }
}

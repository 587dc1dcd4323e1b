using Microsoft.Extensions.Time.Testing;

namespace Lora.Conformance;

/// <summary>
/// A clock that stands still until a test advances it. Short delays of the code under test still elapse: in real time, so that one caller can wait for another, or
/// immediately, by advancing the clock (<see cref="SkipsDelays"/>).
/// </summary>
public sealed class ManualClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _delays = [];

    /// <summary>Whether a delay advances the clock and ends immediately.</summary>
    public bool SkipsDelays { get; set; }

    /// <summary>The delays so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_lock)
            {
                return [.. _delays];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan || dueTime <= TimeSpan.Zero || dueTime > LongestDelay)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        lock (_lock)
        {
            _delays.Add(dueTime);
        }

        if (!SkipsDelays)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        var timer = base.CreateTimer(callback, state, dueTime, period);
        ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        return timer;
    }
}

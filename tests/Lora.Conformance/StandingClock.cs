using Microsoft.Extensions.Time.Testing;

namespace Lora.Conformance;

/// <summary>
/// A clock that stands still until a test advances it. Short delays of the code under test still elapse: in real time, so that one caller can wait for another, or
/// immediately, by advancing the clock (<see cref="SkipsPauses"/>).
/// </summary>
public sealed class StandingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _pauses = [];

    /// <summary>Whether a delay advances the clock and ends immediately.</summary>
    public bool SkipsPauses { get; set; }

    /// <summary>The delays so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_lock)
            {
                return [.. _pauses];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan || dueTime <= TimeSpan.Zero || dueTime > LongestPause)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        lock (_lock)
        {
            _pauses.Add(dueTime);
        }

        if (!SkipsPauses)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        var timer = base.CreateTimer(callback, state, dueTime, period);
        ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        return timer;
    }
}

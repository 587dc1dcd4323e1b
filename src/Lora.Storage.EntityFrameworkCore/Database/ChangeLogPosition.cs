namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>
/// What a reader has seen of a log whose numbers are assigned before the transactions are committed: everything up to <see cref="Last"/> except the <see cref="Gaps"/>. A gap is a transaction that is
/// not committed yet, or never will be.
/// </summary>
internal sealed class ChangeLogPosition(TimeProvider time)
{
    /// <summary>How long a gap is looked for. No transaction of a change takes that long.</summary>
    public static readonly TimeSpan GapLifetime = TimeSpan.FromMinutes(1);

    /// <summary>How many gaps are looked for. The log of a server that has crashed can have more, but then no transaction of that time is open.</summary>
    public const int MaxGaps = 100;

    private readonly SortedDictionary<long, long> _gaps = [];

    /// <summary>Gets the greatest number that was seen; <see langword="null"/> before the first one.</summary>
    public long? Last { get; private set; }

    public IEnumerable<long> Gaps => _gaps.Keys;

    /// <summary>Begins before <paramref name="last"/>, so that transactions that are being committed are not missed.</summary>
    public void Begin(long last) => Last = Math.Max(0, last - MaxGaps);

    /// <summary>Marks a number as seen.</summary>
    public void See(long number)
    {
        for (var gap = Math.Max((Last ?? 0) + 1, number - MaxGaps); gap < number; gap++)
        {
            _gaps[gap] = time.GetTimestamp();
        }

        _gaps.Remove(number);
        Last = Math.Max(Last ?? 0, number);
    }

    /// <summary>Gives up old gaps.</summary>
    public void Forget()
    {
        while (_gaps.Count > 0 && _gaps.First() is var (gap, since) && (_gaps.Count > MaxGaps || time.GetElapsedTime(since) > GapLifetime))
        {
            _gaps.Remove(gap);
        }
    }
}

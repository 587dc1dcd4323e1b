namespace Lora.Audit;

/// <summary>
/// Limits how many denied attempts of one user are recorded to 20 a minute. Denied attempts cost a user nothing, so without a limit one user could fill the audit table.
/// </summary>
internal sealed class DenialLimiter(TimeProvider time)
{
    private const int MaxPerMinute = 20;
    private const int MaxUsers = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(LoraWorkspaceId, string?), int> _counts = [];
    private long _minute;

    /// <summary>Counts one attempt; returns <see langword="false"/> if the user has made too many in this minute.</summary>
    public bool TryCount(LoraWorkspaceId workspace, string? userId)
    {
        var minute = time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
        lock (_lock)
        {
            if (minute != _minute || _counts.Count >= MaxUsers)
            {
                _counts.Clear();
                _minute = minute;
            }

            var count = _counts.GetValueOrDefault((workspace, userId));
            _counts[(workspace, userId)] = count + 1;
            return count < MaxPerMinute;
        }
    }
}

using System.Diagnostics;

namespace Lora.Conformance.Network;

/// <summary>Limits the bytes per second of all callers together.</summary>
internal sealed class Throttle
{
    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _free;

    /// <summary>The limit in bytes per second, or <see langword="null"/> for no limit.</summary>
    public long? BytesPerSecond { get; set; }

    public Task PassAsync(int bytes, CancellationToken cancellationToken)
    {
        if (BytesPerSecond is not { } rate)
        {
            return Task.CompletedTask;
        }

        TimeSpan wait;
        lock (_lock)
        {
            var now = _clock.Elapsed;
            _free = (_free > now ? _free : now) + TimeSpan.FromSeconds((double)bytes / rate);
            wait = _free - now;
        }

        return Task.Delay(wait, cancellationToken);
    }
}

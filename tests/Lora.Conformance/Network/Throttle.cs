using System.Diagnostics;

namespace Lora.Conformance.Network;

/// <summary>Lets so many bytes a second pass, of all who ask together.</summary>
internal sealed class Throttle
{
    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _free;

    /// <summary><see langword="null"/>: as many as come.</summary>
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

namespace Lora.Storage;

/// <summary>
/// When a signed URL is valid. A URL is dated back to the start of a window of time, so requests for the same object and lifetime within one window
/// return the same URL and the caches of engines and CDNs find the file again.
/// </summary>
/// <remarks>
/// A window is a twelfth of the lifetime, in whole seconds: a URL of one hour works for 55 to 60 minutes. Lifetimes below one minute are not rounded.
/// A URL never works longer than the lifetime that was asked for.
/// </remarks>
internal readonly record struct LoraUrlWindow
{
    private const int WindowsPerLifetime = 12;

    private LoraUrlWindow(DateTimeOffset start, TimeSpan lifetime)
    {
        Start = start;
        Lifetime = lifetime;
    }

    /// <summary>Gets the time the URL is dated (UTC): now, or up to a twelfth of the lifetime earlier.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Gets how long the URL works from <see cref="Start"/> on: the lifetime that was asked for.</summary>
    public TimeSpan Lifetime { get; }

    /// <summary>Gets when the URL stops working (UTC).</summary>
    public DateTimeOffset ExpiresAt => Start + Lifetime;

    /// <summary>Returns when a URL that is signed now is valid.</summary>
    /// <param name="now">The current time, by the clock that the URL is checked by.</param>
    /// <param name="lifetime">The longest time the URL may work, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lifetime"/> is not above zero.</exception>
    public static LoraUrlWindow At(DateTimeOffset now, TimeSpan lifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        var start = now.ToUniversalTime();
        if (lifetime >= TimeSpan.FromMinutes(1))
        {
            var window = lifetime.Ticks / TimeSpan.TicksPerSecond / WindowsPerLifetime * TimeSpan.TicksPerSecond;
            start = start.AddTicks(-(start.Ticks % window));
        }

        return new LoraUrlWindow(start, lifetime);
    }
}

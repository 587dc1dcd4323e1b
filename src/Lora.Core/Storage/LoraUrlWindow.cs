namespace Lora.Storage;

/// <summary>
/// The validity of a presigned URL. Its date is rounded down to the start of a time window, so that requests for the same object and lifetime within one window
/// return the same URL, and the caches of engines and CDNs find the file again.
/// </summary>
/// <remarks>
/// A window is a twelfth of the lifetime, in whole seconds: a URL of one hour works for 55 to 60 minutes. Lifetimes below one minute are not rounded.
/// A URL never works longer than the requested lifetime.
/// </remarks>
internal readonly record struct LoraUrlWindow
{
    private const int WindowsPerLifetime = 12;

    private LoraUrlWindow(DateTimeOffset start, TimeSpan lifetime)
    {
        Start = start;
        Lifetime = lifetime;
    }

    /// <summary>Gets the date of the URL (UTC): now, or up to a twelfth of the lifetime earlier.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Gets how long the URL works from <see cref="Start"/>: the requested lifetime.</summary>
    public TimeSpan Lifetime { get; }

    /// <summary>Gets when the URL expires (UTC).</summary>
    public DateTimeOffset ExpiresAt => Start + Lifetime;

    /// <summary>Returns the validity of a URL that is signed now.</summary>
    /// <param name="now">The current time, by the clock that is used to check the URL.</param>
    /// <param name="lifetime">The maximum lifetime, greater than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lifetime"/> is not greater than zero.</exception>
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

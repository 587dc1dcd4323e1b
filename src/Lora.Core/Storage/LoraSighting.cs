namespace Lora.Storage;

/// <summary>How often something in storage was seen that no row names.</summary>
/// <param name="FirstSeenAt">When it was seen for the first time (UTC, whole milliseconds).</param>
/// <param name="Count">In how many runs it was seen, this one included.</param>
public sealed record LoraSighting(DateTimeOffset FirstSeenAt, int Count);

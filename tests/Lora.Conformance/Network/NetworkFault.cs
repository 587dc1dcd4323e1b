namespace Lora.Conformance.Network;

/// <summary>What happens to one request.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Delay">How long a delayed request waits.</param>
public sealed record NetworkFault(FaultKind Kind, TimeSpan Delay = default);

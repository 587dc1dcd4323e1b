namespace Lora.Conformance.Network;

/// <summary>The fault of one request.</summary>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Delay">How long a delayed request waits.</param>
public sealed record NetworkFault(FaultKind Kind, TimeSpan Delay = default);

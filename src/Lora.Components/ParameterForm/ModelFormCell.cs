namespace Lora.Components;

/// <summary>What the form shows in one place: a parameter, or the two halves of a pair.</summary>
/// <param name="Key">Tells it apart while the form changes.</param>
/// <param name="Group">Where it is shown.</param>
/// <param name="Slot">The parameter; in a pair the high half.</param>
/// <param name="Low">In a pair, the low half.</param>
/// <param name="Pair">In a pair, its number.</param>
internal sealed record ModelFormCell(string Key, ModelParameterGroup Group, ModelFormSlot Slot, ModelFormSlot? Low = null, int? Pair = null);

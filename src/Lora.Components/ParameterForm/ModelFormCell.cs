namespace Lora.Components;

/// <summary>A cell of the form: one parameter, or a pair of LoRAs for the two noise experts.</summary>
/// <param name="Key">Identifies the cell when the form changes.</param>
/// <param name="Group">The group that contains the cell.</param>
/// <param name="Slot">The parameter, or the high-noise LoRA of a pair.</param>
/// <param name="Low">The low-noise LoRA of a pair; otherwise <see langword="null"/>.</param>
/// <param name="Pair">The number of the pair; otherwise <see langword="null"/>.</param>
internal sealed record ModelFormCell(string Key, ModelParameterGroup Group, ModelFormSlot Slot, ModelFormSlot? Low = null, int? Pair = null);

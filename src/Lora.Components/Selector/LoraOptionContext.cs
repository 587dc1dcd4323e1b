namespace Lora.Components;

/// <summary>What the list shows beside the pages of a search. It is read once while the list is open.</summary>
/// <param name="Recent">The recently used LoRAs.</param>
/// <param name="Total">The number of LoRAs in the workspace.</param>
/// <param name="Hidden">The number of LoRAs that the workspace has and no stage includes.</param>
internal sealed record LoraOptionContext(IReadOnlyList<LoraItem> Recent, int Total, int Hidden);

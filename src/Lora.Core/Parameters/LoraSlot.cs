namespace Lora.Parameters;

/// <summary>What a lora-selector parameter stands for in its model.</summary>
public sealed record LoraSlot
{
    /// <summary>The half of the model it feeds. Default: the model has no halves.</summary>
    public LoraExpert Expert { get; init; }

    /// <summary>The number of the pair it belongs to, from 1; <see langword="null"/> when it stands alone. A pair has one high and one low slot.</summary>
    public int? Pair { get; init; }

    /// <summary>The name of the number parameter that holds its weight; a form shows it beside the selector. <see langword="null"/>: it has none.</summary>
    public string? Weight { get; init; }
}

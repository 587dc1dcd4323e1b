namespace Lora;

/// <summary>What a lora-selector parameter stands for in its model.</summary>
public sealed record LoraSlot
{
    /// <summary>The half of the model it feeds. Default: the model has no halves.</summary>
    public LoraExpert Expert { get; init; }

    /// <summary>The number of the pair it belongs to, from 1; <see langword="null"/> when it stands alone. A pair has one high and one low slot.</summary>
    public int? Pair { get; init; }

    /// <summary>The name of the number parameter that holds its weight; a form shows it beside the selector. <see langword="null"/>: it has none.</summary>
    public string? Weight { get; init; }

    /// <summary>
    /// The families of LoRAs it takes, by the ids of <see cref="Inspection.LoraFamilies"/> or of a host's own rules; the narrower families within one count as well, and an id
    /// may end in <c>*</c>. Default: empty, which means any.
    /// </summary>
    public IReadOnlyList<string> Families { get; init => field = value ?? []; } = [];

    /// <summary>Whether both say the same, the families in the same order.</summary>
    /// <param name="other">The other slot.</param>
    public bool Equals(LoraSlot? other) =>
        other is not null && Expert == other.Expert && Pair == other.Pair && Weight == other.Weight && Families.SequenceEqual(other.Families, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Expert, Pair, Weight, Families.Count);
}

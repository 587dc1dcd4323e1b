using System.Text.Json.Serialization;
using Lora.Inspection;
using Lora.Parameters.Json;

namespace Lora;

/// <summary>Describes a LoRA slot: a parameter of type <see cref="ModelParameterType.LoraSelector"/>.</summary>
public sealed record LoraSlot
{
    /// <summary>
    /// Gets the noise expert that the slot belongs to, <see cref="LoraNoiseExpert.High"/> or <see cref="LoraNoiseExpert.Low"/>. Default: <see langword="null"/>, the model has
    /// no noise experts.
    /// </summary>
    [JsonConverter(typeof(SlotExpertConverter))]
    public LoraNoiseExpert? Expert { get; init; }

    /// <summary>Gets the number of the pair that the slot belongs to, starting at 1; <see langword="null"/> for a single slot. A pair has one high and one low slot.</summary>
    public int? Pair { get; init; }

    /// <summary>Gets the name of the number parameter with the weight, which a form shows next to the selector; <see langword="null"/> if there is none.</summary>
    public string? Weight { get; init; }

    /// <summary>
    /// Gets the base models that the slot accepts, by the ids of <see cref="LoraFamilies"/> or of a host's own rules. Includes base models derived from them; an id
    /// can end in <c>*</c>. Default: empty, which accepts all.
    /// </summary>
    public IReadOnlyList<string> Families { get; init => field = value ?? []; } = [];

    /// <summary>Returns whether both slots are equal, with the same base models in the same order.</summary>
    /// <param name="other">The other slot.</param>
    public bool Equals(LoraSlot? other) =>
        other is not null && Expert == other.Expert && Pair == other.Pair && Weight == other.Weight && Families.SequenceEqual(other.Families, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Expert, Pair, Weight, Families.Count);
}

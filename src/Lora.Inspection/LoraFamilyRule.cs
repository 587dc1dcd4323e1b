namespace Lora.Inspection;

/// <summary>All that is known about a family of base models and how to recognise its LoRAs. It is data: a host may replace one or add its own.</summary>
public sealed record LoraFamilyRule
{
    /// <summary>The id, such as <c>flux1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people, such as <c>FLUX.1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the wider family it belongs to, which a finding falls back to where the narrower cannot be told; <see langword="null"/> for none.</summary>
    public string? Parent { get; init; }

    /// <summary>The ids of other families on which its LoRAs work as well, if not as well as on their own.</summary>
    public IReadOnlyList<string> AlsoFits { get; init; } = [];

    /// <summary>How its tensors look.</summary>
    public IReadOnlyList<LoraTensorLayout> Layouts { get; init; } = [];

    /// <summary>Names of the architecture in metadata and on sites.</summary>
    public IReadOnlyList<LoraNameHint> Names { get; init; } = [];

    /// <summary>Words in the name of a base checkpoint, in titles and file names that tell the variant, once the family is known. Words of less than six letters must stand alone.</summary>
    public IReadOnlyList<LoraNameHint> Words { get; init; } = [];

    /// <summary>Patterns of tensor names that tell the variant, once the family is known.</summary>
    public IReadOnlyList<LoraNameHint> TensorVariants { get; init; } = [];
}

namespace Lora.Inspection.Identification;

/// <summary>A family of base models and how its LoRAs are recognized.</summary>
internal sealed record FamilyRule
{
    /// <summary>Gets the id, such as <c>flux1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the display name, such as <c>FLUX.1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the id of the wider family that it belongs to, or <see langword="null"/>.</summary>
    public string? Parent { get; init; }

    /// <summary>Gets the ids of other families on which its LoRAs also work.</summary>
    public IReadOnlyList<string> AlsoFits { get; init; } = [];

    /// <summary>Gets the tensor layouts.</summary>
    public IReadOnlyList<TensorLayout> Layouts { get; init; } = [];

    /// <summary>Gets the names of the architecture in metadata and on model sites.</summary>
    public IReadOnlyList<NameHint> Names { get; init; } = [];

    /// <summary>Gets words in checkpoint names, titles and file names that say the variant of a known family. Words of fewer than six letters must stand alone.</summary>
    public IReadOnlyList<NameHint> Words { get; init; } = [];

    /// <summary>Gets patterns of key names that say the variant of a known family.</summary>
    public IReadOnlyList<NameHint> TensorVariants { get; init; } = [];
}

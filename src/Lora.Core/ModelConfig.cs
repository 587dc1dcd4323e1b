using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Lora.Parameters.Rules;

namespace Lora;

/// <summary>A model that can be asked to generate something, with its parameters.</summary>
public sealed record ModelConfig
{
    /// <summary>The id, such as <c>wan22</c>. Compared without regard to case.</summary>
    public required string Id { get; init; }

    /// <summary>What people read.</summary>
    public required string Name { get; init; }

    /// <summary>A short line about what it does, such as "Image to video"; or <see langword="null"/>.</summary>
    public string? Description { get; init; }

    /// <summary>The parameters, in the order in which a form shows them.</summary>
    [AllowNull]
    public IReadOnlyList<ModelParameter> Parameters { get; init => field = value ?? []; } = [];

    /// <summary>The name of the payload writer that puts LoRAs into the request. Default: <c>flat</c>, each under its own parameter's name. See <see cref="ModelPayloads"/>.</summary>
    [AllowNull]
    public string Payload { get; init => field = value ?? ModelPayloads.Flat; } = ModelPayloads.Flat;

    /// <summary>Whether any of its parameters is a LoRA.</summary>
    [JsonIgnore]
    public bool TakesLora => Parameters.Any(parameter => parameter.Type == ModelParameterType.LoraSelector);

    /// <summary>
    /// The same model with every default in canonical form, so that a host may write <c>Default = 5</c> and a form still finds a <see cref="decimal"/>.
    /// </summary>
    internal ModelConfig WithCanonicalDefaults() =>
        this with { Parameters = [.. Parameters.Select(parameter => parameter with { Default = ModelValueReader.ReadDefault(parameter) })] };

    /// <summary>The parameter of that name, or <see langword="null"/>.</summary>
    public ModelParameter? Find(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name);
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Lora.Parameters.Rules;

namespace Lora;

/// <summary>A generation model and its parameters.</summary>
public sealed record ModelConfig
{
    /// <summary>Gets the id, such as <c>wan22</c>. The comparison ignores case.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the display name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets a short description, such as "Image to video"; or <see langword="null"/>.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the parameters, in the order in which a form shows them.</summary>
    [AllowNull]
    public IReadOnlyList<ModelParameter> Parameters { get; init => field = value ?? []; } = [];

    /// <summary>Gets the name of the payload writer. Default: <c>flat</c>, which writes each LoRA under its parameter's name. See <see cref="ModelPayloads"/>.</summary>
    [AllowNull]
    public string Payload { get; init => field = value ?? ModelPayloads.Flat; } = ModelPayloads.Flat;

    /// <summary>Gets whether the model has a LoRA slot.</summary>
    [JsonIgnore]
    public bool AcceptsLora => Parameters.Any(parameter => parameter.Type == ModelParameterType.LoraSelector);

    /// <summary>
    /// Returns the model with every default in canonical form, so that a host can write <c>Default = 5</c> and a form still gets a <see cref="decimal"/>.
    /// </summary>
    internal ModelConfig WithCanonicalDefaults() =>
        this with { Parameters = [.. Parameters.Select(parameter => parameter with { Default = ModelValueReader.ReadDefault(parameter) })] };

    /// <summary>Returns the parameter with this name, or <see langword="null"/>.</summary>
    public ModelParameter? Find(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name);
}

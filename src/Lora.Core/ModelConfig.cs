using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Lora.Generation.Payloads;
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

    /// <summary>
    /// Gets the name of the payload writer: <c>flat</c> (the default; a LoRA slot contains the path under its parameter's name), <c>lora-pairs</c> (the RunPod worker
    /// generate_video), <c>lora-tuples</c> (the RunPod worker for Flux Krea), <c>loras</c> (fal), <c>expert-loras</c> (WaveSpeed, RunPod's public endpoints), <c>numbered</c>
    /// (Replicate), or one that the host has added with <see cref="LoraBuilder.AddPayloadWriter{TWriter}"/>.
    /// </summary>
    [AllowNull]
    public string Payload { get; init => field = value ?? PayloadNames.Flat; } = PayloadNames.Flat;

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

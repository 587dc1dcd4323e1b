using System.Text.Json.Nodes;

namespace Lora;

/// <summary>
/// Writes the body of a generation request in the shape that one family of engines reads. A model names its writer as <see cref="ModelConfig.Payload"/>; a host
/// adds its own by <c>AddPayloadWriter</c>. Used from many threads.
/// </summary>
public interface IGenerationPayloadWriter
{
    /// <summary>The name by which models ask for it. A host's writer with the name of a built-in one (<see cref="ModelPayloads"/>) takes its place.</summary>
    string Name { get; }

    /// <summary>Writes the body.</summary>
    /// <param name="input">What was asked for, judged and with every LoRA found.</param>
    /// <returns>The body; or issues, such as <see cref="LoraErrorCodes.ParameterLoraLimit"/> when the engine has no place for a chosen LoRA.</returns>
    LoraResult<JsonObject> Write(GenerationInput input);
}

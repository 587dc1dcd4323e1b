using System.Text.Json.Nodes;

namespace Lora;

/// <summary>
/// Writes the body of a generation request in the format of one family of engines. A model selects its writer by <see cref="ModelConfig.Payload"/>; a host adds
/// its own with <see cref="LoraBuilder.AddPayloadWriter{TWriter}"/>. Implementations must be thread-safe.
/// </summary>
public interface IGenerationPayloadWriter
{
    /// <summary>Gets the name by which models select this writer. A writer with the name of a built-in one (see <see cref="ModelConfig.Payload"/>) replaces it.</summary>
    string Name { get; }

    /// <summary>Writes the body.</summary>
    /// <param name="input">The validated values, with every LoRA resolved.</param>
    /// <returns>The body; or issues, such as <see cref="LoraErrorCodes.ParameterLoraLimit"/> if the engine does not support another LoRA.</returns>
    LoraResult<JsonObject> Write(GenerationInput input);
}

using Lora.Catalog;
using Lora.Errors;
using Lora.Parameters;

namespace Lora.Generation;

/// <summary>Builds generation requests: validates the values, finds each chosen LoRA in the caller's workspace and puts it into the payload.</summary>
public sealed class LoraGeneration
{
    /// <summary>
    /// Builds the request for a model. Every chosen LoRA must be in <paramref name="workspace"/>; each is counted as used.
    /// </summary>
    /// <param name="workspace">The caller's workspace.</param>
    /// <param name="model">The model.</param>
    /// <param name="values">The values, by parameter name; a LoRA is given by its path or id, none by an empty text.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<LoraResult<GenerationRequest>> BuildAsync(
        LoraWorkspaceId workspace, ModelConfig model, ModelValues values, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}

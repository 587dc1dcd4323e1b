namespace Lora.Inspection;

/// <summary>Inspects files.</summary>
public sealed class LoraInspector : ILoraInspector
{
    /// <inheritdoc />
    public Task<LoraInspection> InspectAsync(ILoraByteSource source, string fileName, CancellationToken cancellationToken = default) =>
        Task.FromResult(new LoraInspection());
}

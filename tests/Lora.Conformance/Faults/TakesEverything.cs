using Lora.Inspection;

namespace Lora.Conformance.Faults;

/// <summary>An inspector for tests of transfers, which move any bytes: it finds nothing wrong with them, and reads none.</summary>
public sealed class TakesEverything : ILoraInspector
{
    public Task<LoraInspection> InspectAsync(ILoraByteSource source, string fileName, CancellationToken cancellationToken = default) =>
        Task.FromResult(new LoraInspection());
}

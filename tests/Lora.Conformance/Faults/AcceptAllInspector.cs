using Lora.Inspection;

namespace Lora.Conformance.Faults;

/// <summary>An inspector for tests that transfer arbitrary bytes. It accepts every file without reading it.</summary>
public sealed class AcceptAllInspector : ILoraInspector
{
    public Task<LoraInspection> InspectAsync(ILoraByteSource source, string fileName, CancellationToken cancellationToken = default) =>
        Task.FromResult(new LoraInspection());
}

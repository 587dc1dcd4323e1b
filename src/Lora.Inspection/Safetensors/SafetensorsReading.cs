using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>The result of reading a header. The contents are in pooled memory, which is returned on disposal.</summary>
/// <param name="Contents">The contents of the header, also if the file after a valid header is truncated or too long; <see langword="null"/> for a damaged header.</param>
/// <param name="Issues">The problems and remarks; none is an error if the file is valid.</param>
/// <param name="Memory">The owner of the memory.</param>
internal sealed record SafetensorsReading(TensorContents? Contents, IReadOnlyList<InspectionIssue> Issues, IDisposable? Memory = null) : IDisposable
{
    public bool IsValid => Contents is not null && Issues.All(issue => issue.Severity != InspectionSeverity.Error);

    public static SafetensorsReading Failed(InspectionIssue issue) => new(null, [issue]);

    public void Dispose() => Memory?.Dispose();
}

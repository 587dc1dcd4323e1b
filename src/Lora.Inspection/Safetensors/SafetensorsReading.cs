using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>What came of reading a header. The contents live in pooled memory, which is given back when this is disposed of.</summary>
/// <param name="Contents">What the header says; also there when the file around a sound header is cut off or too long. <see langword="null"/> for a broken header.</param>
/// <param name="Issues">What is wrong or odd; nothing is an error when the file is sound.</param>
/// <param name="Memory">What holds the memory of the contents.</param>
internal sealed record SafetensorsReading(TensorContents? Contents, IReadOnlyList<InspectionIssue> Issues, IDisposable? Memory = null) : IDisposable
{
    public bool IsSound => Contents is not null && Issues.All(issue => issue.Severity != InspectionSeverity.Error);

    public static SafetensorsReading Refused(InspectionIssue issue) => new(null, [issue]);

    public void Dispose() => Memory?.Dispose();
}

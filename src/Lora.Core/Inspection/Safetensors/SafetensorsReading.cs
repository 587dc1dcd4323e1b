using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>What came of reading a header.</summary>
/// <param name="Contents">What the header says; also there when the file around a sound header is cut off or too long. <see langword="null"/> for a broken header.</param>
/// <param name="Issues">What is wrong or odd; nothing is an error when the file is sound.</param>
internal sealed record SafetensorsReading(TensorContents? Contents, IReadOnlyList<InspectionIssue> Issues)
{
    public bool IsSound => Contents is not null && Issues.All(issue => issue.Severity != InspectionSeverity.Error);

    public static SafetensorsReading Refused(InspectionIssue issue) => new(null, [issue]);
}

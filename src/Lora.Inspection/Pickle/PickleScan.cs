using Lora.Inspection.Tensors;

namespace Lora.Inspection.Pickle;

/// <summary>The result of scanning the pickles of a file.</summary>
/// <param name="Verdict">Whether the file can be accepted.</param>
/// <param name="Issues">The issues, the most serious first.</param>
/// <param name="Contents">The tensors, or <see langword="null"/> if no pickle is complete.</param>
internal sealed record PickleScan(InspectionVerdict Verdict, IReadOnlyList<InspectionIssue> Issues, TensorContents? Contents);

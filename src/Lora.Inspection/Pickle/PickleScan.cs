using Lora.Inspection.Tensors;

namespace Lora.Inspection.Pickle;

/// <summary>What walking the pickles of a file found.</summary>
/// <param name="Verdict">Whether it can be taken.</param>
/// <param name="Issues">What speaks against it, the worst first.</param>
/// <param name="Contents">Its tensors; <see langword="null"/> when no pickle could be followed to its end.</param>
internal sealed record PickleScan(InspectionVerdict Verdict, IReadOnlyList<InspectionIssue> Issues, TensorContents? Contents);

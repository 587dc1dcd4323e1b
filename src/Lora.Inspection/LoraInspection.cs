namespace Lora.Inspection;

/// <summary>The facts about a file, from its header or the instructions of its pickle. Nothing in the file was executed.</summary>
public sealed record LoraInspection
{
    /// <summary>
    /// Gets the version of the rules that produced these facts, <see cref="LoraInspector.RulesVersion"/> at that time. 0 for facts that were stored before rules had a version.
    /// </summary>
    public int RulesVersion { get; init; }

    /// <summary>Gets the format, detected from the bytes.</summary>
    public LoraFileFormat Format { get; init; }

    /// <summary>Gets whether the file can be accepted.</summary>
    public InspectionVerdict Verdict { get; init; }

    /// <summary>Gets the problems and remarks, the most serious first.</summary>
    public IReadOnlyList<InspectionIssue> Issues { get; init; } = [];

    /// <summary>Gets what the file is.</summary>
    public LoraIdentification Identification { get; init; } = new();

    /// <summary>Gets what the header says about the file.</summary>
    public LoraMetadata Metadata { get; init; } = LoraMetadata.Empty;

    /// <summary>Gets the number of tensors.</summary>
    public int Tensors { get; init; }

    /// <summary>Gets the total number of values in all tensors.</summary>
    public long Parameters { get; init; }

    /// <summary>Gets the offset in bytes at which the tensor data of a safetensors file starts, or <see langword="null"/> for another format or a damaged header.</summary>
    public long? DataStart { get; init; }
}

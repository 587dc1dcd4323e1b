namespace Lora.Inspection;

/// <summary>All that was found out about a file by reading its header, or by walking its pickle. Nothing in the file was run.</summary>
public sealed record LoraInspection
{
    /// <summary>The format, by its bytes.</summary>
    public LoraFileFormat Format { get; init; }

    /// <summary>Whether it can be taken.</summary>
    public InspectionVerdict Verdict { get; init; }

    /// <summary>What speaks against it or is odd, the worst first.</summary>
    public IReadOnlyList<InspectionIssue> Issues { get; init; } = [];

    /// <summary>What it is.</summary>
    public LoraIdentification Identification { get; init; } = new();

    /// <summary>What its header claims.</summary>
    public LoraMetadata Metadata { get; init; } = LoraMetadata.Empty;

    /// <summary>How many tensors it has.</summary>
    public int Tensors { get; init; }

    /// <summary>How many numbers its tensors have together.</summary>
    public long Parameters { get; init; }

    /// <summary>Where the tensor data of a safetensors file begins, in bytes; <see langword="null"/> for another format or a broken header.</summary>
    public long? DataStart { get; init; }
}

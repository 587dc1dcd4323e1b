namespace Lora.Inspection;

/// <summary>What a file is, as its tensors and its metadata tell.</summary>
public sealed record LoraIdentification
{
    /// <summary>What it holds.</summary>
    public LoraContent Content { get; init; }

    /// <summary>The kinds of network in it, of <see cref="LoraNetworkKinds"/>.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Which base model it is for.</summary>
    public LoraFamilyFinding Family { get; init; } = LoraFamilyFinding.None;

    /// <summary>The ranks of its modules; <see langword="null"/> where the kind has none.</summary>
    public InspectionRange? Rank { get; init; }

    /// <summary>The alphas of its modules; <see langword="null"/> when it has none, which means: as large as the rank.</summary>
    public InspectionRange? Alpha { get; init; }

    /// <summary>Which expert it is for.</summary>
    public LoraExpertFinding Expert { get; init; } = LoraExpertFinding.Unknown;

    /// <summary>How many modules of the denoiser (UNet or transformer) it changes.</summary>
    public int DenoiserModules { get; init; }

    /// <summary>How many modules of text encoders it changes.</summary>
    public int TextEncoderModules { get; init; }

    /// <summary>How many modules that are neither it changes.</summary>
    public int OtherModules { get; init; }

    /// <summary>Why all this is believed, a sentence each, the strongest first.</summary>
    public IReadOnlyList<InspectionEvidence> Evidence { get; init; } = [];

    /// <summary>What does not fit together, such as metadata that names another family than the tensors.</summary>
    public IReadOnlyList<InspectionIssue> Issues { get; init; } = [];
}

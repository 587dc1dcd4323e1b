namespace Lora.Inspection;

/// <summary>What a file is, according to its tensors, metadata and name.</summary>
public sealed record LoraIdentification
{
    /// <summary>Gets what the file contains.</summary>
    public LoraContent Content { get; init; }

    /// <summary>Gets the kinds of network in the file: <c>lora</c>, <c>locon</c>, <c>dora</c>, <c>loha</c>, <c>lokr</c>, <c>oft</c>, <c>boft</c>, <c>glora</c>, <c>ia3</c>, <c>vera</c>, <c>hra</c>, <c>full</c>, <c>norm</c>, <c>xlabs</c>, <c>control-lora</c>, or the
    /// lowercase name that PEFT has for another type of adapter, such as <c>fourierft</c>.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Gets the base model that the file is for.</summary>
    public LoraFamilyMatch Family { get; init; } = LoraFamilyMatch.None;

    /// <summary>Gets the ranks of the modules, or <see langword="null"/> if the kind of network has none.</summary>
    public InspectionRange? Rank { get; init; }

    /// <summary>Gets the alphas of the modules, or <see langword="null"/> if there are none, which means that alpha equals the rank.</summary>
    public InspectionRange? Alpha { get; init; }

    /// <summary>Gets the noise expert that the file is for.</summary>
    public LoraExpertMatch Expert { get; init; } = LoraExpertMatch.Unknown;

    /// <summary>Gets the number of modules of the UNet or transformer that the file changes.</summary>
    public int DenoiserModules { get; init; }

    /// <summary>Gets the number of text encoder modules that the file changes.</summary>
    public int TextEncoderModules { get; init; }

    /// <summary>Gets the number of other modules that the file changes.</summary>
    public int OtherModules { get; init; }

    /// <summary>Gets the reasons for these results, the strongest first.</summary>
    public IReadOnlyList<InspectionEvidence> Evidence { get; init; } = [];

    /// <summary>Gets contradictions, such as metadata that names another family than the tensors.</summary>
    public IReadOnlyList<InspectionIssue> Issues { get; init; } = [];
}

namespace Lora.Inspection.Identification;

/// <summary>Specifies the role of a tensor in its module, from the end of its name.</summary>
internal enum TensorLeaf : byte
{
    /// <summary>Not known.</summary>
    None = 0,
    Weight,
    Bias,
    Alpha,
    Down,
    Up,
    Mid,
    UpBias,
    XlabsDown,
    XlabsUp,
    DoraScale,
    HadaLeft,
    HadaRight,
    HadaCore,
    LokrFirst,
    LokrFirstLeft,
    LokrFirstRight,
    LokrSecond,
    LokrSecondLeft,
    LokrSecondRight,
    LokrCore,
    OftBlocks,
    Rescale,
    GloraA1,
    GloraA2,
    GloraB1,
    GloraB2,
    OnInput,
    Ia3,
    Diff,
    DiffBias,
    Hra,
    Vera,

    /// <summary>Like <see cref="Down"/>, but possibly with the input as the first dimension.</summary>
    PackedDown,
    NormWeight,
    NormBias,
}

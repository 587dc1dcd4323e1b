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

    /// <summary>The first factor of a LoRA whose sides can be in either order.</summary>
    EitherDown,

    /// <summary>The second factor of a LoRA whose sides can be in either order.</summary>
    EitherUp,

    /// <summary>The part of another adapter of PEFT that has the shape of <see cref="Down"/>.</summary>
    AdapterDown,

    /// <summary>The part of another adapter of PEFT that has the shape of <see cref="Up"/>.</summary>
    AdapterUp,

    /// <summary>The part of another adapter of PEFT that has the sides of <see cref="Down"/> in either order.</summary>
    AdapterEither,

    /// <summary>A vector of another adapter of PEFT with a value for each output.</summary>
    AdapterOutput,

    /// <summary>A vector of another adapter of PEFT with a value for each rank.</summary>
    AdapterRank,

    /// <summary>A part of another adapter of PEFT that each module has once.</summary>
    AdapterPart,

    /// <summary>A further part of an adapter, which does not add a module.</summary>
    AdapterMore,
    NormWeight,
    NormBias,
}

namespace Lora.Inspection.Identification;

/// <summary>Counts the modules of each kind of network in a file, and their ranks.</summary>
internal sealed class ModuleTally
{
    private static readonly string[] ConvolutionOnly =
        ["resnets", "in_layers", "out_layers", "emb_layers", "skip_connection", "conv_shortcut", "time_emb_proj", "downsamplers", "upsamplers", "conv_in", "conv_out"];

    private static readonly NamePattern[] Convolutions = [.. ConvolutionOnly.Select(word => new NamePattern(word))];

    public int Lora { get; private set; }

    public bool HasConvolutions { get; private set; }

    public int Magnitudes { get; private set; }

    public int OtherMagnitudes { get; private set; }

    public int Xlabs { get; private set; }

    public int Loha { get; private set; }

    public int Lokr { get; private set; }

    public int Oft { get; private set; }

    public int Boft { get; private set; }

    public int Glora { get; private set; }

    public int Ia3 { get; private set; }

    public int Full { get; private set; }

    public int Norm { get; private set; }

    public int Alphas { get; private set; }

    public int DottedAlphas { get; private set; }

    public bool HasOutputBiases { get; private set; }

    public int Denoiser { get; private set; }

    public int TextEncoder { get; private set; }

    public int Unnamed { get; private set; }

    /// <summary>Gets the number of tensors of adapters, such as shared matrices, that do not belong to a module of their own.</summary>
    public int SharedParts { get; private set; }

    public InspectionRange? Rank { get; private set; }

    /// <summary>Gets the number of modules of all kinds of network.</summary>
    public int Modules => Denoiser + TextEncoder + Unnamed;

    public static ModuleTally Of(TensorSurvey survey)
    {
        var tally = new ModuleTally();
        foreach (var module in survey.Patterns)
        {
            tally.Add(module);
        }

        if (tally.Modules == 0 && survey.HasAdapterPrefix)
        {
            tally.AddUnknown(survey);
        }

        return tally;
    }

    private void Add(ModulePattern module)
    {
        var lora = Math.Max(Math.Max(module.Count(TensorLeaf.Down), module.Count(TensorLeaf.Up)), Math.Max(module.Count(TensorLeaf.EitherDown), module.Count(TensorLeaf.EitherUp)));
        var xlabs = Math.Max(module.Count(TensorLeaf.XlabsDown), module.Count(TensorLeaf.XlabsUp));
        var loha = (Math.Max(module.Count(TensorLeaf.HadaLeft), module.Count(TensorLeaf.HadaRight)) + 1) / 2;
        var lokr = Math.Max(
            Math.Max(module.Count(TensorLeaf.LokrFirst), module.Count(TensorLeaf.LokrFirstLeft)),
            Math.Max(module.Count(TensorLeaf.LokrSecond), module.Count(TensorLeaf.LokrSecondLeft)));
        var oft = module.Count(TensorLeaf.OftBlocks);
        var glora = module[TensorLeaf.GloraB1] is null ? 0 : Math.Min(module.Count(TensorLeaf.GloraA1), module.Count(TensorLeaf.GloraA2));
        var ia3 = Math.Max(module.Count(TensorLeaf.OnInput), module.Count(TensorLeaf.Ia3));
        var full = Math.Max(module.Count(TensorLeaf.Diff), module.Count(TensorLeaf.DiffBias));
        var norm = Math.Max(module.Count(TensorLeaf.NormWeight), module.Count(TensorLeaf.NormBias));
        var peft = Math.Max(
            Math.Max(module.Count(TensorLeaf.AdapterDown), module.Count(TensorLeaf.AdapterUp)),
            Math.Max(Math.Max(module.Count(TensorLeaf.AdapterEither), module.Count(TensorLeaf.AdapterOutput)), module.Count(TensorLeaf.AdapterPart)));
        var magnitudes = module.Count(TensorLeaf.DoraScale);
        var alphas = module.Count(TensorLeaf.Alpha);

        (Lora, Xlabs, Loha, Lokr, Glora, Ia3, Full, Norm) = (Lora + lora, Xlabs + xlabs, Loha + loha, Lokr + lokr, Glora + glora, Ia3 + ia3, Full + full, Norm + norm);
        Alphas += alphas;
        SharedParts += module.Count(TensorLeaf.AdapterMore);
        DottedAlphas += module.Dotted ? alphas : 0;
        HasOutputBiases |= module.Count(TensorLeaf.UpBias) > 0;
        if (oft > 0 && module[TensorLeaf.OftBlocks]!.Shapes.Any(shape => shape.Dimensions >= 4))
        {
            Boft += oft;
        }
        else
        {
            Oft += oft;
        }

        if (loha + lokr > 0)
        {
            OtherMagnitudes += magnitudes;
        }
        else
        {
            Magnitudes += magnitudes;
        }

        HasConvolutions |= lora > 0 && IsConvolution(module);
        Count(module.Part, Math.Max(lora + xlabs + loha + lokr + oft + glora + ia3 + peft + full + norm, lora > 0 || xlabs > 0 ? 0 : alphas));
        AddRanks(module);
    }

    // Only adapters have such a prefix, so the tensors belong to a kind that is not known.
    private void AddUnknown(TensorSurvey survey)
    {
        foreach (var module in survey.Patterns)
        {
            Count(module.Part, Math.Max(module.Count(TensorLeaf.None), module.Count(TensorLeaf.Weight)));
        }
    }

    private void Count(ModulePart part, int modules)
    {
        switch (part)
        {
            case ModulePart.Denoiser:
                Denoiser += modules;
                break;
            case ModulePart.TextEncoder:
                TextEncoder += modules;
                break;
            default:
                Unnamed += modules;
                break;
        }
    }

    private void AddRanks(ModulePattern module)
    {
        Widen(module[TensorLeaf.Down]?.First ?? module[TensorLeaf.Up]?.Second);
        Widen(module[TensorLeaf.XlabsDown]?.First ?? module[TensorLeaf.XlabsUp]?.Second);
        Widen(module[TensorLeaf.HadaRight]?.First);
        Widen(module[TensorLeaf.LokrFirstRight]?.First);
        Widen(module[TensorLeaf.LokrSecondRight]?.First);
        Widen(module[TensorLeaf.GloraB1] is null ? null : module[TensorLeaf.GloraA2]?.First);
        Widen(module[TensorLeaf.AdapterDown]?.First ?? module[TensorLeaf.AdapterUp]?.Second);
        foreach (var shape in module[TensorLeaf.EitherDown]?.Shapes ?? module[TensorLeaf.EitherUp]?.Shapes ?? module[TensorLeaf.AdapterEither]?.Shapes ?? module[TensorLeaf.AdapterRank]?.Shapes ?? [])
        {
            // A vector has a value for each rank; of a matrix, the rank is the shorter side.
            var rank = shape.Dimensions == 1 ? shape.First : Math.Min(shape.First, shape.Second);
            Widen((rank, rank));
        }
    }

    private void Widen((long Low, long High)? ranks)
    {
        if (ranks is var (low, high) && high > 0)
        {
            Rank = Rank is { } known ? new(Math.Min(known.Min, low), Math.Max(known.Max, high)) : new(low, high);
        }
    }

    // SD 1 writes the linear layers around its transformers as 1×1 convolutions, so the name is checked too.
    private static bool IsConvolution(ModulePattern module) =>
        module[TensorLeaf.Mid] is not null
        || (module[TensorLeaf.Down]?.Shapes.Any(shape => shape.IsConvolution) ?? false)
        || (module.Part == ModulePart.Denoiser && Array.Exists(Convolutions, pattern => pattern.Matches(module.Name)));
}

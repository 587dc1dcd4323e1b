namespace Lora.Inspection.Identification;

/// <summary>Names the kinds of network in a file.</summary>
internal static class KindFinder
{
    public static IReadOnlyList<string> Find(TensorSurvey survey, ModuleTally tally, Findings findings)
    {
        var kinds = new List<string>();
        AddLora(survey, tally, kinds);
        Add(kinds, LoraNetworkKinds.Loha, tally.Loha);
        Add(kinds, LoraNetworkKinds.Lokr, tally.Lokr);
        Add(kinds, LoraNetworkKinds.Dora, tally.OtherMagnitudes);
        Add(kinds, LoraNetworkKinds.Oft, tally.Oft);
        Add(kinds, LoraNetworkKinds.Boft, tally.Boft);
        Add(kinds, LoraNetworkKinds.Glora, tally.Glora);
        Add(kinds, LoraNetworkKinds.Ia3, tally.Ia3);
        Add(kinds, LoraNetworkKinds.Full, tally.Full);
        Add(kinds, LoraNetworkKinds.Norm, tally.Norm);
        if (kinds.Count == 0 && tally.Alphas > 0 && tally.DottedAlphas == tally.Alphas)
        {
            findings.Say("kinds.alphas", "Only its alphas can be seen. Among trainers that keep dots in names, those of LoKr write them.");
            kinds.Add(LoraNetworkKinds.Lokr);
        }

        return kinds;
    }

    private static void AddLora(TensorSurvey survey, ModuleTally tally, List<string> kinds)
    {
        if (IsControl(survey, tally))
        {
            kinds.Add(LoraNetworkKinds.ControlLora);
            return;
        }

        Add(kinds, LoraNetworkKinds.Xlabs, tally.Xlabs);
        if (tally.Lora == 0)
        {
            return;
        }

        // A trainer that has the magnitude trained leaves out a few modules at most; where most have none, it is a mixture.
        if (tally.Magnitudes * 2 < tally.Lora)
        {
            kinds.Add(tally.HasConvolutions ? LoraNetworkKinds.Locon : LoraNetworkKinds.Lora);
        }

        Add(kinds, LoraNetworkKinds.Dora, tally.Magnitudes);
    }

    // The control LoRAs of FLUX.1 train output biases and the scales of norms; those of Stable Diffusion have a tensor that says so.
    private static bool IsControl(TensorSurvey survey, ModuleTally tally)
    {
        foreach (var module in survey.Patterns)
        {
            if (module.Name.SequenceEqual("lora_controlnet"u8) || (tally.HasOutputBiases && tally.Lora > 0 && module.Name.EndsWith("norm_scale"u8)))
            {
                return true;
            }
        }

        return false;
    }

    private static void Add(List<string> kinds, string kind, int modules)
    {
        if (modules > 0 && !kinds.Contains(kind))
        {
            kinds.Add(kind);
        }
    }
}

namespace Lora.Inspection.Identification;

/// <summary>Finds the kinds of network in a file.</summary>
internal static class KindFinder
{
    public static IReadOnlyList<string> Find(TensorSurvey survey, ModuleTally tally, IdentificationLog log)
    {
        var kinds = new List<string>();
        AddLora(survey, tally, kinds);
        Add(kinds, NetworkKinds.Loha, tally.Loha);
        Add(kinds, NetworkKinds.Lokr, tally.Lokr);
        Add(kinds, NetworkKinds.Dora, tally.OtherMagnitudes);
        Add(kinds, NetworkKinds.Oft, tally.Oft);
        Add(kinds, NetworkKinds.Boft, tally.Boft);
        Add(kinds, NetworkKinds.Glora, tally.Glora);
        Add(kinds, NetworkKinds.Ia3, tally.Ia3);
        foreach (var kind in survey.PeftKinds)
        {
            Add(kinds, kind, 1);
        }

        Add(kinds, NetworkKinds.Full, tally.Full);
        Add(kinds, NetworkKinds.Norm, tally.Norm);
        if (kinds.Count == 0 && tally.Alphas > 0 && tally.DottedAlphas == tally.Alphas)
        {
            log.Add("kinds.alphas", "Only alphas are visible. Of the trainers that keep dots in key names, those of LoKr write alphas.");
            kinds.Add(NetworkKinds.Lokr);
        }

        return kinds;
    }

    private static void AddLora(TensorSurvey survey, ModuleTally tally, List<string> kinds)
    {
        if (IsControl(survey, tally))
        {
            kinds.Add(NetworkKinds.ControlLora);
            return;
        }

        Add(kinds, NetworkKinds.Xlabs, tally.Xlabs);
        if (tally.Lora == 0)
        {
            return;
        }

        // With DoRA, at most a few modules have no magnitude; if most have none, the file mixes both kinds.
        if (tally.Magnitudes * 2 < tally.Lora)
        {
            kinds.Add(tally.HasConvolutions ? NetworkKinds.Locon : NetworkKinds.Lora);
        }

        Add(kinds, NetworkKinds.Dora, tally.Magnitudes);
    }

    // The control LoRAs of FLUX.1 train output biases and the scales of norms; those of Stable Diffusion have a marker tensor.
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

using System.Globalization;
using System.Text;

namespace Lora.Inspection.Identification;

/// <summary>
/// The parts of the adapters of PEFT. A part is a whole word between dots; the name of the adapter (nearly always <c>default</c>), a number, <c>weight</c> or <c>bias</c> may
/// follow. New types of adapters are added here; a file with parts of an unlisted type is still recognized as an adapter by the prefix of PEFT.
/// </summary>
internal static class PeftParts
{
    // Words after the part: the adapter, the index in a list, "weight".
    private const int MaxWordsAfter = 3;

    private static readonly Part[] All = Sorted(
        new("lora_A", TensorLeaf.Down), new("lora_B", TensorLeaf.Up), new("lora_embedding_A", TensorLeaf.Down), new("lora_embedding_B", TensorLeaf.Up),
        new("lora_magnitude_vector", TensorLeaf.DoraScale), new("lora_E", TensorLeaf.AdapterMore), new("lora_diag", TensorLeaf.AdapterMore),
        new("lora_monteclora_sampler", TensorLeaf.AdapterMore), new("ranknum", TensorLeaf.AdapterMore),
        new("hada_w1_a", TensorLeaf.HadaLeft), new("hada_w2_a", TensorLeaf.HadaLeft), new("hada_w1_b", TensorLeaf.HadaRight), new("hada_w2_b", TensorLeaf.HadaRight),
        new("hada_t1", TensorLeaf.HadaCore), new("hada_t2", TensorLeaf.HadaCore),
        new("lokr_w1", TensorLeaf.LokrFirst), new("lokr_w1_a", TensorLeaf.LokrFirstLeft), new("lokr_w1_b", TensorLeaf.LokrFirstRight),
        new("lokr_w2", TensorLeaf.LokrSecond), new("lokr_w2_a", TensorLeaf.LokrSecondLeft), new("lokr_w2_b", TensorLeaf.LokrSecondRight),
        new("lokr_t1", TensorLeaf.LokrCore), new("lokr_t2", TensorLeaf.LokrCore),
        new("oft_R", TensorLeaf.OftBlocks), new("oft_r", TensorLeaf.OftBlocks), new("oft_embedding_R", TensorLeaf.OftBlocks), new("oft_blocks", TensorLeaf.OftBlocks),
        new("boft_R", TensorLeaf.OftBlocks), new("boft_s", TensorLeaf.Rescale),
        new("ia3_l", TensorLeaf.Ia3), new("ln_tuning_layers", TensorLeaf.NormWeight),
        new("vera_lambda_b", TensorLeaf.AdapterOutput, NetworkKinds.Vera), new("vera_lambda_d", TensorLeaf.AdapterRank, NetworkKinds.Vera),
        new("vera_A", TensorLeaf.AdapterMore, NetworkKinds.Vera), new("vera_B", TensorLeaf.AdapterMore, NetworkKinds.Vera),
        new("pvera_lambda_b", TensorLeaf.AdapterOutput, "pvera"), new("pvera_lambda_d", TensorLeaf.AdapterMore, "pvera"),
        new("pvera_A", TensorLeaf.AdapterMore, "pvera"), new("pvera_B", TensorLeaf.AdapterMore, "pvera"),
        new("hra_u", TensorLeaf.AdapterEither, NetworkKinds.Hra),
        new("hira_A", TensorLeaf.AdapterDown, "hira"), new("hira_B", TensorLeaf.AdapterUp, "hira"),
        new("hira_embedding_A", TensorLeaf.AdapterDown, "hira"), new("hira_embedding_B", TensorLeaf.AdapterUp, "hira"),
        new("delora_A", TensorLeaf.AdapterDown, "delora"), new("delora_B", TensorLeaf.AdapterUp, "delora"),
        new("delora_lambda", TensorLeaf.AdapterMore, "delora"), new("delora_w_norm", TensorLeaf.AdapterMore, "delora"),
        new("glora_A", TensorLeaf.AdapterPart, NetworkKinds.Glora), new("glora_B", TensorLeaf.AdapterMore, NetworkKinds.Glora),
        new("glora_C", TensorLeaf.AdapterMore, NetworkKinds.Glora), new("glora_D", TensorLeaf.AdapterMore, NetworkKinds.Glora), new("glora_E", TensorLeaf.AdapterMore, NetworkKinds.Glora),
        new("gralora_A", TensorLeaf.AdapterPart, "gralora"), new("gralora_B", TensorLeaf.AdapterMore, "gralora"),
        new("gralora_A_general", TensorLeaf.AdapterMore, "gralora"), new("gralora_B_general", TensorLeaf.AdapterMore, "gralora"),
        new("randlora_lambda", TensorLeaf.AdapterPart, "randlora"), new("randlora_gamma", TensorLeaf.AdapterMore, "randlora"),
        new("randlora_A", TensorLeaf.AdapterMore, "randlora"), new("randlora_B", TensorLeaf.AdapterMore, "randlora"),
        new("vblora_logits_A", TensorLeaf.AdapterPart, "vblora"), new("vblora_logits_B", TensorLeaf.AdapterMore, "vblora"), new("vblora_vector_bank", TensorLeaf.AdapterMore, "vblora"),
        new("vblora_logits_A_topk_indices", TensorLeaf.AdapterPart, "vblora"), new("vblora_logits_A_topk_weights", TensorLeaf.AdapterMore, "vblora"),
        new("vblora_logits_B_topk_indices", TensorLeaf.AdapterMore, "vblora"), new("vblora_logits_B_topk_weights", TensorLeaf.AdapterMore, "vblora"),
        new("fourierft_spectrum", TensorLeaf.AdapterPart, "fourierft"), new("waveft_spectrum", TensorLeaf.AdapterPart, "waveft"),
        new("miss_block", TensorLeaf.AdapterPart, "miss"), new("bone_block", TensorLeaf.AdapterPart, "bone"), new("c3a_kernel", TensorLeaf.AdapterPart, "c3a"),
        new("shira_weight", TensorLeaf.AdapterPart, "shira"), new("shira_indices", TensorLeaf.AdapterMore, "shira"),
        new("road_theta", TensorLeaf.AdapterPart, "road"), new("road_alpha", TensorLeaf.AdapterMore, "road"),
        new("osf_svd_params", TensorLeaf.AdapterMore, "osf"),
        new("adamss_A", TensorLeaf.AdapterPart, "adamss"), new("adamss_B", TensorLeaf.AdapterMore, "adamss"),
        new("beft_bias", TensorLeaf.AdapterOutput, "beft"), new("deft_P", TensorLeaf.AdapterPart, "deft"), new("deft_R", TensorLeaf.AdapterMore, "deft"),
        new("frod_lambda_l", TensorLeaf.AdapterPart, "frod"), new("frod_lambda_s_values", TensorLeaf.AdapterMore, "frod"),
        new("lily_A", TensorLeaf.AdapterDown, "lily"), new("lily_B", TensorLeaf.AdapterMore, "lily"), new("lily_router", TensorLeaf.AdapterMore, "lily"),
        new("peanut_A", TensorLeaf.AdapterPart, "peanut"), new("peanut_B", TensorLeaf.AdapterMore, "peanut"),
        new("peanut_encoders", TensorLeaf.AdapterMore, "peanut"), new("peanut_decoders", TensorLeaf.AdapterMore, "peanut"),
        new("poly_lora_A", TensorLeaf.AdapterPart, "poly"), new("poly_lora_B", TensorLeaf.AdapterMore, "poly"), new("poly_router", TensorLeaf.AdapterMore, "poly"),
        new("psoft_R", TensorLeaf.AdapterPart, "psoft"), new("psoft_alpha", TensorLeaf.AdapterMore, "psoft"), new("psoft_beta", TensorLeaf.AdapterMore, "psoft"),
        new("supertuning_values", TensorLeaf.AdapterPart, "supertuning"), new("supertuning_indices", TensorLeaf.AdapterMore, "supertuning"),
        new("supertuning_lora_A", TensorLeaf.AdapterDown, "supertuning"), new("supertuning_lora_B", TensorLeaf.AdapterUp, "supertuning"),
        new("tinylora_v", TensorLeaf.AdapterPart, "tinylora"), new("unilora_theta_d", TensorLeaf.AdapterMore, "unilora"),
        new("unilora_indices_A", TensorLeaf.AdapterPart, "unilora"), new("unilora_indices_B", TensorLeaf.AdapterMore, "unilora"),
        new("trainable_tokens_delta", TensorLeaf.AdapterPart, "trainable-tokens"));

    /// <summary>Returns the leaf that a name contains after the module, and the length from its dot to the end of the name; a length of 0 if there is none.</summary>
    public static (TensorLeaf Leaf, int Length) Find(ReadOnlySpan<byte> name)
    {
        if (FindPart(name, out var start) is not { } part)
        {
            return (TensorLeaf.None, 0);
        }

        var rest = name[(start + 1 + part.Name.Length)..];
        var leaf = part.Leaf switch
        {
            TensorLeaf.NormWeight when rest.EndsWith(".bias"u8) => TensorLeaf.NormBias,
            TensorLeaf.Down or TensorLeaf.Up when rest.EndsWith(".bias"u8) => TensorLeaf.UpBias,
            _ when rest.Length > 1 && int.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index > 0 => TensorLeaf.AdapterMore,
            _ => part.Leaf,
        };
        return (leaf, name.Length - start);
    }

    /// <summary>Returns the kind of network that only the part in a name shows, or <see langword="null"/>.</summary>
    public static string? FindKind(ReadOnlySpan<byte> name) => FindPart(name, out _)?.Kind;

    private static Part? FindPart(ReadOnlySpan<byte> name, out int start)
    {
        var end = name.Length;
        start = -1;
        for (var words = 0; words <= MaxWordsAfter; words++)
        {
            start = name[..end].LastIndexOf((byte)'.');
            if (start < 0)
            {
                return null;
            }

            if (Lookup(name[(start + 1)..end]) is { } part)
            {
                return part;
            }

            end = start;
        }

        return null;
    }

    private static Part? Lookup(ReadOnlySpan<byte> word)
    {
        var (low, high) = (0, All.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = word.SequenceCompareTo(All[middle].Name);
            if (order == 0)
            {
                return All[middle];
            }

            (low, high) = order < 0 ? (low, middle - 1) : (middle + 1, high);
        }

        return null;
    }

    private static Part[] Sorted(params Part[] parts)
    {
        Array.Sort(parts, static (one, other) => one.Name.AsSpan().SequenceCompareTo(other.Name));
        return parts;
    }

    /// <summary>A part of an adapter.</summary>
    /// <param name="Name">The word.</param>
    /// <param name="Leaf">Its role.</param>
    /// <param name="Kind">The kind of network, or <see langword="null"/> if the leaf shows it.</param>
    private sealed record Part(byte[] Name, TensorLeaf Leaf, string? Kind)
    {
        public Part(string name, TensorLeaf leaf, string? kind = null)
            : this(Encoding.UTF8.GetBytes(name), leaf, kind)
        {
        }
    }
}

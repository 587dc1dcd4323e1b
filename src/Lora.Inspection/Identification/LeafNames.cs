using System.Text;

namespace Lora.Inspection.Identification;

/// <summary>The endings of tensor names. Longer endings come before shorter ones with the same end.</summary>
internal static class LeafNames
{
    private static readonly (byte[] Ending, TensorLeaf Leaf)[] Endings = Sorted(
        (".lora_down.weight", TensorLeaf.Down), ("_lora_down.weight", TensorLeaf.Down),
        (".lora_up.weight", TensorLeaf.Up), ("_lora_up.weight", TensorLeaf.Up),
        (".lora_mid.weight", TensorLeaf.Mid), ("_lora_mid.weight", TensorLeaf.Mid),
        (".lora.down.weight", TensorLeaf.Down), ("_lora.down.weight", TensorLeaf.Down),
        (".lora.up.weight", TensorLeaf.Up), ("_lora.up.weight", TensorLeaf.Up),
        (".lora.A.weight", TensorLeaf.Down), (".lora.B.weight", TensorLeaf.Up),
        (".lora_down", TensorLeaf.EitherDown), (".lora_up", TensorLeaf.Up), (".lora_a", TensorLeaf.EitherDown), (".lora_b", TensorLeaf.EitherUp),
        (".lora_linear_layer.down.weight", TensorLeaf.Down), (".lora_linear_layer.up.weight", TensorLeaf.Up),
        (".lora_A.weight", TensorLeaf.Down), (".lora_B.weight", TensorLeaf.Up),
        (".lora_A", TensorLeaf.Down), (".lora_B", TensorLeaf.Up),
        (".lora_A.bias", TensorLeaf.UpBias), (".lora_B.bias", TensorLeaf.UpBias), (".lora_up.bias", TensorLeaf.UpBias),
        ("_lora1.down.weight", TensorLeaf.XlabsDown), ("_lora1.up.weight", TensorLeaf.XlabsUp),
        ("_lora2.down.weight", TensorLeaf.XlabsDown), ("_lora2.up.weight", TensorLeaf.XlabsUp),
        (".qkv_lora.down.weight", TensorLeaf.XlabsDown), (".qkv_lora.up.weight", TensorLeaf.XlabsUp), (".proj_lora.down.weight", TensorLeaf.XlabsDown), (".proj_lora.up.weight", TensorLeaf.XlabsUp),
        (":down", TensorLeaf.Down), (":up", TensorLeaf.Up), (".down", TensorLeaf.Down), (".up", TensorLeaf.Up),
        (".alpha", TensorLeaf.Alpha), ("_lora.alpha", TensorLeaf.Alpha),
        (".dora_scale", TensorLeaf.DoraScale), (".lora_magnitude_vector", TensorLeaf.DoraScale), (".lora_magnitude_vector.weight", TensorLeaf.DoraScale),
        (".hada_w1_a", TensorLeaf.HadaLeft), (".hada_w2_a", TensorLeaf.HadaLeft),
        (".hada_w1_b", TensorLeaf.HadaRight), (".hada_w2_b", TensorLeaf.HadaRight),
        (".hada_t1", TensorLeaf.HadaCore), (".hada_t2", TensorLeaf.HadaCore),
        (".lokr_w1", TensorLeaf.LokrFirst), (".lokr_w1_a", TensorLeaf.LokrFirstLeft), (".lokr_w1_b", TensorLeaf.LokrFirstRight),
        (".lokr_w2", TensorLeaf.LokrSecond), (".lokr_w2_a", TensorLeaf.LokrSecondLeft), (".lokr_w2_b", TensorLeaf.LokrSecondRight),
        (".lokr_t1", TensorLeaf.LokrCore), (".lokr_t2", TensorLeaf.LokrCore),
        (".oft_blocks", TensorLeaf.OftBlocks), (".oft_diag", TensorLeaf.OftBlocks), (".oft_r", TensorLeaf.OftBlocks), (".oft_R", TensorLeaf.OftBlocks),
        (".oft_r.weight", TensorLeaf.OftBlocks), (".oft_R.weight", TensorLeaf.OftBlocks),
        (".rescale", TensorLeaf.Rescale),
        (".a1.weight", TensorLeaf.GloraA1), (".a2.weight", TensorLeaf.GloraA2), (".b1.weight", TensorLeaf.GloraB1), (".b2.weight", TensorLeaf.GloraB2), (".bm.weight", TensorLeaf.Mid),
        (".on_input", TensorLeaf.OnInput), (".ia3_l", TensorLeaf.Ia3), (".ia3_l.weight", TensorLeaf.Ia3),
        (".diff", TensorLeaf.Diff), (".set_weight", TensorLeaf.Diff), (".reshape_weight", TensorLeaf.Rescale), (".diff_b", TensorLeaf.DiffBias),
        (".w_norm", TensorLeaf.NormWeight), (".b_norm", TensorLeaf.NormBias),
        (".weight", TensorLeaf.Weight), (".bias", TensorLeaf.Bias));

    /// <summary>Returns the leaf that a name ends with, and the length of the ending in bytes.</summary>
    public static (TensorLeaf Leaf, int Length) Find(ReadOnlySpan<byte> name)
    {
        foreach (var (ending, leaf) in Endings)
        {
            if (leaf is not (TensorLeaf.Weight or TensorLeaf.Bias) && name.EndsWith(ending))
            {
                return (leaf, ending.Length);
            }
        }

        if (PeftParts.Find(name) is { Length: > 0 } part)
        {
            return part;
        }

        return name.EndsWith(".weight"u8) ? (TensorLeaf.Weight, ".weight".Length)
            : name.EndsWith(".bias"u8) ? (TensorLeaf.Bias, ".bias".Length)
            : (TensorLeaf.None, 0);
    }

    private static (byte[] Ending, TensorLeaf Leaf)[] Sorted(params (string Ending, TensorLeaf Leaf)[] endings) =>
        [.. endings.OrderByDescending(item => item.Ending.Length).Select(item => (Encoding.UTF8.GetBytes(item.Ending), item.Leaf))];
}

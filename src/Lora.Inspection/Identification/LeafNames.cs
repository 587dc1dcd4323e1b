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
        (".lora_linear_layer.down.weight", TensorLeaf.Down), (".lora_linear_layer.up.weight", TensorLeaf.Up),
        (".lora.A.weight", TensorLeaf.Down), (".lora.B.weight", TensorLeaf.Up),
        (".lora_A.weight", TensorLeaf.Down), (".lora_B.weight", TensorLeaf.Up),
        (".lora_down", TensorLeaf.PackedDown), (".lora_up", TensorLeaf.Up),
        (".hra_u", TensorLeaf.Hra), (".vera_lambda_b", TensorLeaf.Vera), (".vera_lambda_d", TensorLeaf.Vera), (".boft_R", TensorLeaf.OftBlocks), (".boft_s", TensorLeaf.Rescale),
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

    // PEFT puts the name of the adapter, nearly always "default", in the middle of an ending.
    private static readonly (byte[] Middle, TensorLeaf Leaf)[] AdapterMiddles =
    [
        (".oft_blocks."u8.ToArray(), TensorLeaf.OftBlocks), (".hra_u."u8.ToArray(), TensorLeaf.Hra), (".vera_lambda_b."u8.ToArray(), TensorLeaf.Vera), (".vera_lambda_d."u8.ToArray(), TensorLeaf.Vera),
        (".lora_A."u8.ToArray(), TensorLeaf.Down), (".lora_B."u8.ToArray(), TensorLeaf.Up), (".lora_magnitude_vector."u8.ToArray(), TensorLeaf.DoraScale),
        (".hada_w1_a."u8.ToArray(), TensorLeaf.HadaLeft), (".hada_w2_a."u8.ToArray(), TensorLeaf.HadaLeft),
        (".hada_w1_b."u8.ToArray(), TensorLeaf.HadaRight), (".hada_w2_b."u8.ToArray(), TensorLeaf.HadaRight),
        (".lokr_w1."u8.ToArray(), TensorLeaf.LokrFirst), (".lokr_w1_a."u8.ToArray(), TensorLeaf.LokrFirstLeft), (".lokr_w1_b."u8.ToArray(), TensorLeaf.LokrFirstRight),
        (".lokr_w2."u8.ToArray(), TensorLeaf.LokrSecond), (".lokr_w2_a."u8.ToArray(), TensorLeaf.LokrSecondLeft), (".lokr_w2_b."u8.ToArray(), TensorLeaf.LokrSecondRight),
        (".oft_R."u8.ToArray(), TensorLeaf.OftBlocks), (".oft_r."u8.ToArray(), TensorLeaf.OftBlocks), (".ia3_l."u8.ToArray(), TensorLeaf.Ia3),
    ];

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

        foreach (var (middle, leaf) in AdapterMiddles)
        {
            var start = name.LastIndexOf(middle);
            if (start >= 0)
            {
                return (name.EndsWith(".bias"u8) ? TensorLeaf.UpBias : leaf, name.Length - start);
            }
        }

        return name.EndsWith(".weight"u8) ? (TensorLeaf.Weight, ".weight".Length)
            : name.EndsWith(".bias"u8) ? (TensorLeaf.Bias, ".bias".Length)
            : (TensorLeaf.None, 0);
    }

    private static (byte[] Ending, TensorLeaf Leaf)[] Sorted(params (string Ending, TensorLeaf Leaf)[] endings) =>
        [.. endings.OrderByDescending(item => item.Ending.Length).Select(item => (Encoding.UTF8.GetBytes(item.Ending), item.Leaf))];
}

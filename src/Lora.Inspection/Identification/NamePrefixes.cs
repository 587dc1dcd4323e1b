using System.Text;

namespace Lora.Inspection.Identification;

/// <summary>
/// The prefixes that trainers put before the name of a module. They are removed, so that one rule works for all trainers. A text encoder gets a short mark instead:
/// <c>te_</c> if the name has no number, else <c>te1_</c>, <c>te2_</c>, <c>te3_</c>.
/// </summary>
internal static class NamePrefixes
{
    private static readonly Prefix[] All =
    [
        new("lora_unet_", ModulePart.Denoiser), new("lora_transformer_", ModulePart.Denoiser), new("lycoris_", ModulePart.Denoiser), new("oft_unet_", ModulePart.Denoiser),
        new("Hunyuan_video_I2V_lora_", ModulePart.Denoiser), new("model_diffusion_model_", ModulePart.Denoiser), new("diffusion_model_", ModulePart.Denoiser),
        new("conditional_transformer.", ModulePart.Denoiser), new("unconditional_transformer.", ModulePart.Denoiser),
        new("model.diffusion_model.", ModulePart.Denoiser), new("diffusion_model.", ModulePart.Denoiser), new("transformer.", ModulePart.Denoiser, Expert: 4),
        new("transformer_1.", ModulePart.Denoiser, Expert: 1), new("transformer_2.", ModulePart.Denoiser, Expert: 2),
        new("base_model.model.", ModulePart.Unnamed), new("module.", ModulePart.Unnamed), new("_orig_mod.", ModulePart.Unnamed), new("pipe.dit.", ModulePart.Denoiser),
        new("unet.", ModulePart.Denoiser), new("unet_", ModulePart.Denoiser), new("unet:", ModulePart.Denoiser), new("net.", ModulePart.Denoiser),
        new("lora_te_", ModulePart.TextEncoder, "te_"), new("lora_te1_", ModulePart.TextEncoder, "te1_"),
        new("lora_te2_", ModulePart.TextEncoder, "te2_"), new("lora_te3_", ModulePart.TextEncoder, "te3_"), new("lora_te4_", ModulePart.TextEncoder, "te4_"), new("text_encoder_4.", ModulePart.TextEncoder, "te4_"),
        new("text_encoder.", ModulePart.TextEncoder, "te_"), new("text_encoder:", ModulePart.TextEncoder, "te_"), new("text_encoder_1.", ModulePart.TextEncoder, "te1_"),
        new("text_encoder_2.", ModulePart.TextEncoder, "te2_"), new("text_encoder_3.", ModulePart.TextEncoder, "te3_"),
        new("text_encoders.", ModulePart.TextEncoder, "te_"), new("clip_l.", ModulePart.TextEncoder, "te1_"), new("clip_g.", ModulePart.TextEncoder, "te2_"),
        new("lora_prior_unet_", ModulePart.Denoiser, "prior_"), new("lora_prior_te_", ModulePart.TextEncoder, "te_prior_"),
        new("cond_stage_model.", ModulePart.TextEncoder, "te_"), new("conditioner.", ModulePart.TextEncoder, "te_"),
    ];

    private static readonly Prefix[][] ByFirstByte = [.. Enumerable.Range(0, 128).Select(first => All.Where(prefix => prefix.Bytes[0] == first).ToArray())];

    /// <summary>Returns the longest prefix that a name starts with, or <see langword="null"/>.</summary>
    public static Prefix? Find(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name[0] >= 128)
        {
            return null;
        }

        Prefix? best = null;
        foreach (var prefix in ByFirstByte[name[0]])
        {
            if (name.StartsWith(prefix.Bytes) && prefix.Bytes.Length > (best?.Bytes.Length ?? 0))
            {
                best = prefix;
            }
        }

        return best;
    }

    internal sealed record Prefix(byte[] Bytes, ModulePart Part, byte[] Mark, int Expert)
    {
        /// <summary>Gets whether only adapters have it, so that the file is not a whole model.</summary>
        public bool IsAdapter { get; } =
            Bytes.AsSpan().IndexOf("lora_"u8) >= 0 || Bytes.AsSpan().StartsWith("lycoris_"u8) || Bytes.AsSpan().StartsWith("oft_"u8) || Bytes.AsSpan().StartsWith("base_model."u8);

        public Prefix(string text, ModulePart Part, string mark = "", int Expert = 0)
            : this(Encoding.UTF8.GetBytes(text), Part, Encoding.UTF8.GetBytes(mark), Expert)
        {
        }
    }
}

namespace Lora.Inspection.Identification;

/// <summary>
/// The parts of rare kinds of network in the names of tensors, as PEFT writes them (<c>adapter_layer_names</c> in its <c>tuners</c>). Nothing else is known of these kinds, but a
/// file with such a name is not a whole model.
/// </summary>
internal static class AdapterParts
{
    private static readonly (string Kind, string[] Parts)[] Kinds =
    [
        (NetworkKinds.Lora, ["lora_E", "lora_embedding_A", "lora_embedding_B", "lora_A", "lora_B", "lora_down", "lora_up", "lora_mid"]), (NetworkKinds.Loha, ["hada_w1", "hada_w1_a", "hada_w1_b", "hada_w2_a", "hada_w2_b"]),
        (NetworkKinds.Lokr, ["lokr_w1", "lokr_w2"]), (NetworkKinds.Oft, ["oft_R", "oft_r", "oft_embedding_R", "oft_blocks"]), (NetworkKinds.Boft, ["boft_R", "boft_s"]), (NetworkKinds.Ia3, ["ia3_l"]),
        (NetworkKinds.Vera, ["vera_lambda", "vera_A", "vera_B"]), (NetworkKinds.Hra, ["hra_u"]), ("pvera", ["pvera_lambda", "pvera_A", "pvera_B"]), ("adamss", ["adamss_A", "adamss_B"]), ("beft", ["beft_bias"]), ("c3a", ["c3a_kernel"]),
        ("deft", ["deft_P", "deft_R"]), ("delora", ["delora_A", "delora_B", "delora_lambda"]), ("fourierft", ["fourierft_spectrum"]), ("frod", ["frod_lambda", "frod_A"]), ("gralora", ["gralora_A", "gralora_B"]),
        ("hira", ["hira_A", "hira_B", "hira_embedding_A"]), ("lily", ["lily_A", "lily_B", "lily_router"]), ("ln-tuning", ["ln_tuning_layers"]), ("miss", ["miss_block", "bone_block"]), ("osf", ["osf_svd_params"]),
        ("peanut", ["peanut_A", "peanut_B", "peanut_encoders", "peanut_decoders"]), ("poly", ["poly_lora_A", "poly_lora_B", "poly_router"]), ("psoft", ["psoft_R"]), ("randlora", ["randlora_lambda", "randlora_gamma", "randlora_A", "randlora_B"]),
        ("road", ["road_theta", "road_alpha"]), ("shira", ["shira_weight", "shira_indices"]), ("supertuning", ["supertuning_values"]), ("tinylora", ["tinylora_v"]), ("trainable-tokens", ["trainable_tokens_delta"]),
        ("unilora", ["unilora_theta_d", "unilora_indices", "unilora_scales"]), ("vblora", ["vblora_logits", "vblora_vector_bank"]), ("waveft", ["waveft_spectrum"]), ("xlora", ["xlora_classifier"]),
    ];

    private static readonly (string Kind, NamePattern Part)[] Patterns = [.. Kinds.SelectMany(static kind => kind.Parts.Select(part => (kind.Kind, new NamePattern(part))))];

    /// <summary>Returns the kinds in the names of modules, each once.</summary>
    public static IEnumerable<string> FindKinds(TensorSurvey survey) =>
        Patterns.Where(pattern => survey.Patterns.Exists(module => pattern.Part.Matches(module.Name))).Select(static pattern => pattern.Kind).Distinct(StringComparer.Ordinal);
}

using Lora.Inspection.Identification;

namespace Lora.Inspection.Tests.Metadata;

public sealed class MetadataFamilyTests
{
    [Theory]
    [InlineData("ss_base_model_version", "sdxl_base_v1-0", "sdxl", null)]
    [InlineData("ss_base_model_version", "wan_2.2_14b", "wan-14b", "2.2")]
    [InlineData("ss_base_model_version", "wan_2.2_5b", "wan2.2-5b", null)]
    [InlineData("ss_base_model_version", "qwen_image_edit", "qwen-image", "edit")]
    [InlineData("ss_base_model_version", "Wan2.2-I2V-A14B-HighNoise", "wan2.2-14b-i2v", "2.2-i2v")]
    [InlineData("modelspec.architecture", "stable-diffusion-v2-768-v/lora", "sd2", "v-prediction")]
    [InlineData("modelspec.architecture", "Flux.2-klein-9b/lora", "flux2-klein-9b", null)]
    [InlineData("modelspec.architecture", "Qwen-Image-Edit-2511/lora", "qwen-image", "edit-2511")]
    [InlineData("base_model", "black-forest-labs/FLUX.1-Kontext-dev", "flux1", "kontext")]
    [InlineData("base_model", "Qwen/Qwen-Image-2512", "qwen-image", null)]
    [InlineData("base_model", "Qwen/Qwen3-4B", "unknown", null)]
    [InlineData("modelspec.architecture", "Flux.1-dev/kontext", "flux1", "kontext")]
    [InlineData("modelspec.architecture", "Flux.1-dev/lora-depth", "flux1", "depth")]
    [InlineData("modelspec.architecture", "wan-2_2-image2video-14b", "wan2.2-14b-i2v", "2.2-i2v")]
    [InlineData("modelspec.architecture", "wan-2_1-image2video-1_3b", "wan2.1-1.3b", null)]
    [InlineData("modelspec.architecture", "stable-diffusion-v3.5-large/lora", "sd3.5-large", null)]
    [InlineData("modelspec.architecture", "lightricks-ltx-video-2/lora", "ltx2", null)]
    [InlineData("ss_base_model_version", "Wan2.5-T2V", "wan2.5", null)]
    [InlineData("modelspec.architecture", "wan-2.7/lora", "wan2.7", null)]
    [InlineData("ss_sd_model_name", "NetaYumev35_pretrained_all_in_one.safetensors", "lumina2", "neta")]
    [InlineData("modelspec.architecture", "mage-flow/lora", "mageflow", null)]
    [InlineData("ss_sd_model_name", "v1-5-pruned-emaonly.safetensors", "sd1", null)]
    [InlineData("ss_network_module", "networks.lora_zimage", "z-image", null)]
    [InlineData("ss_sd_model_name", "ponyDiffusionV6XL.safetensors", "sdxl", "pony")]
    [InlineData("ss_v2", "True", "sd2", null)]
    [InlineData("ss_v2", "False", "unknown", null)]
    [InlineData("ss_base_model_version", "None", "unknown", null)]
    public void Metadata_alone_names_a_family(string key, string value, string family, string? variant)
    {
        var found = MetadataFamily.Find(new Dictionary<string, string>(StringComparer.Ordinal) { [key] = value });
        Assert.Equal((family, variant), (found.Id, found.Variant));
        Assert.NotEqual(InspectionConfidence.Certain, found.Confidence);
    }

    [Fact]
    public void Any_other_name_wins_over_Stable_Diffusion_1() =>
        Assert.Equal("flux1", MetadataFamily.Find(new Dictionary<string, string>(StringComparer.Ordinal) { ["ss_base_model_version"] = "sd_1.5", ["modelspec.architecture"] = "flux-1-dev/lora" }).Id);

    [Fact]
    public void More_specific_source_refines_the_variant()
    {
        Assert.Equal("edit-2511", Variant(("ss_base_model_version", "qwen_image_edit"), ("modelspec.architecture", "Qwen-Image-Edit-2511/lora")));
        Assert.Equal("kontext", Variant(("ss_base_model_version", "flux_kontext"), ("modelspec.architecture", "Flux.1-dev/lora")));
        Assert.Equal("2.2-i2v", Variant(("ss_base_model_version", "wan_2.2_14b"), ("ss_sd_model_name", "Wan2.2-I2V-A14B")));
    }

    [Theory]
    [InlineData("ponytail_girl", null)]
    [InlineData("PonyXL_style", "pony")]
    [InlineData("style for noobai", "noobai")]
    public void Variant_is_found_only_as_a_separate_word(string name, string? variant) => Assert.Equal(variant, FamilyNames.FindVariant(name, LoraRuleSet.Default.Find("sdxl")!));

    [Theory]
    [InlineData("Wan Video 2.2 TI2V-5B", "wan2.2-5b")]
    [InlineData("Wan Video 1.3B t2v", "wan2.1-1.3b")]
    [InlineData("Flux.1 Kontext", "flux1")]
    [InlineData("LTXV 2", "ltx2")]
    [InlineData("Nothing known", "unknown")]
    [InlineData(null, "unknown")]
    public void Civitai_labels_name_a_family(string? label, string family) => Assert.Equal(family, CivitaiLabels.FindFamily(label).Id);

    private static string? Variant(params (string Key, string Value)[] raw) => MetadataFamily.Find(raw.ToDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal)).Variant;
}

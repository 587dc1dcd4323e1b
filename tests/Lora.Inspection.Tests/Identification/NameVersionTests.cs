using Lora.Inspection.Identification;

using static Lora.Inspection.Tests.Identification.Headers;

namespace Lora.Inspection.Tests.Identification;

/// <summary>Names of models in metadata: a version that no rule lists is that of another model.</summary>
public sealed class NameVersionTests
{
    [Theory]
    [InlineData("qwen_image_3")]
    [InlineData("Qwen/Qwen-Image-3.0")]
    [InlineData("wan3.0_t2v_14b")]
    [InlineData("hunyuan-video-2")]
    [InlineData("hunyuan-video-2-480p")]
    [InlineData("hunyuanvideo2-i2v")]
    [InlineData("hunyuanimage-3.0")]
    [InlineData("z_image_2")]
    [InlineData("cosmos_predict3")]
    [InlineData("lumina3")]
    [InlineData("mochi_2")]
    [InlineData("pixart-omega")]
    [InlineData("anima_12b")]
    [InlineData("flux10")]
    [InlineData("ideogram5")]
    [InlineData("ernie-image-2")]
    [InlineData("sdxl2-fp16")]
    [InlineData("boogu_image.0.2")]
    [InlineData("chroma2-1024px")]
    public void Later_version_is_an_unknown_model(string name)
    {
        var found = Identify(LayoutFiles.Tensors(LoraRuleSet.Default.Find("qwen-image")!.Layouts[0], LayoutFiles.PartsOf(LoraRuleSet.Default.Find("qwen-image")!.Layouts[0]).ElementAt(1)), ("modelspec.architecture", name)).Family;
        Assert.Null(FamilyNames.Find(name, LoraRuleSet.Default));
        Assert.Equal(("qwen-image", InspectionConfidence.Possible, name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]), (found.Id, found.Confidence, found.UnknownModel));
    }

    [Theory]
    [InlineData("Qwen/Qwen-Image-2512", "qwen-image")]
    [InlineData("qwen_image-v2.0/lora", "qwen-image")]
    [InlineData("qwen_image_fp8_e4m3fn", "qwen-image")]
    [InlineData("Wan-AI/Wan2.1-T2V-14B-Diffusers", "wan-14b")]
    [InlineData("Wan-AI/Wan2.1-FLF2V-14B-720P", "wan2.1-14b-i2v")]
    [InlineData("wan-t2v-480p-1.3b-2.1/lora", "wan2.1-1.3b")]
    [InlineData("wan-i2v-14b-2.2-high/lora", "wan-14b")]
    [InlineData("Wan Video 2.2 I2V-A14B", "wan2.2-14b-i2v")]
    [InlineData("HunyuanVideo-1.5-Diffusers-480p_t2v", "hunyuan-video-1.5")]
    [InlineData("hunyuan-image-2.1", "hunyuan-image")]
    [InlineData("z_image-turbo-ostris-v2/lora", "z-image")]
    [InlineData("nvidia/Cosmos-Predict2-2B-Text2Image", "cosmos")]
    [InlineData("lumina2-2.0/lora", "lumina2")]
    [InlineData("genmo/mochi-1-preview", "mochi")]
    [InlineData("PixArt-alpha/PixArt-XL-2-1024-MS", "pixart")]
    [InlineData("anima-preview-3/lora", "anima")]
    [InlineData("FLUX_DEV_1", "flux1")]
    [InlineData("HI_DREAM_FULL", "hidream-i1")]
    [InlineData("Ideogram 4.0", "ideogram4")]
    [InlineData("sdxl_base_v1-0", "sdxl")]
    [InlineData("STABLE_DIFFUSION_XL_10_BASE", "sdxl")]
    [InlineData("SD 2.1 768", "sd2")]
    [InlineData("stable-diffusion-3-5-medium", "sd3")]
    [InlineData("boogu_image_edit.0.1", "boogu-image")]
    [InlineData("kandinsky5_video-t2v-lite-sft-5s/lora", "kandinsky5")]
    [InlineData("ltxvideo2-2.3-dev/lora", "ltx2")]
    [InlineData("Lightricks/LTX-Video-0.9.7-dev", "ltxv")]
    [InlineData("minimax_h3_ref2va", "minimax-h3")]
    [InlineData("Illustrious XL v2.0", "sdxl")]
    public void Known_version_names_its_family(string name, string family) => Assert.Equal(family, FamilyNames.Find(name, LoraRuleSet.Default)?.Id);

    [Theory]
    [InlineData("flux1-dev-bf16-v3.safetensors", "flux1")]
    [InlineData("qwen_image_v12.safetensors", "qwen-image")]
    public void Numbers_in_the_name_of_a_checkpoint_are_ignored(string checkpoint, string family) =>
        Assert.Equal(family, MetadataFamily.Find(new Dictionary<string, string>(StringComparer.Ordinal) { ["ss_sd_model_name"] = checkpoint }).Id);
}

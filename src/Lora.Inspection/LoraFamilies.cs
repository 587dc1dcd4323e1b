namespace Lora.Inspection;

/// <summary>Defines the ids of the built-in base-model families. A host's rules may add others.</summary>
public static class LoraFamilies
{
    /// <summary>Not known.</summary>
    public const string Unknown = "unknown";

    /// <summary>Stable Diffusion 1.x.</summary>
    public const string Sd1 = "sd1";

    /// <summary>Stable Diffusion 2.x.</summary>
    public const string Sd2 = "sd2";

    /// <summary>SDXL, with Pony, Illustrious and NoobAI as variants.</summary>
    public const string Sdxl = "sdxl";

    /// <summary>Kolors.</summary>
    public const string Kolors = "kolors";

    /// <summary>Stable Cascade.</summary>
    public const string Cascade = "cascade";

    /// <summary>Stable Diffusion 3 and 3.5 Medium.</summary>
    public const string Sd3 = "sd3";

    /// <summary>Stable Diffusion 3.5 Large.</summary>
    public const string Sd35Large = "sd3.5-large";

    /// <summary>FLUX.1, with schnell, Krea, Kontext and Fill as variants.</summary>
    public const string Flux1 = "flux1";

    /// <summary>Chroma.</summary>
    public const string Chroma = "chroma";

    /// <summary>FLUX.2 of unknown size.</summary>
    public const string Flux2 = "flux2";

    /// <summary>FLUX.2 dev.</summary>
    public const string Flux2Dev = "flux2-dev";

    /// <summary>FLUX.2 Klein 4B.</summary>
    public const string Flux2Klein4B = "flux2-klein-4b";

    /// <summary>FLUX.2 Klein 9B.</summary>
    public const string Flux2Klein9B = "flux2-klein-9b";

    /// <summary>Wan of unknown size.</summary>
    public const string Wan = "wan";

    /// <summary>Wan 14B: 2.1 or 2.2, which have the same tensors.</summary>
    public const string Wan14B = "wan-14b";

    /// <summary>Wan 2.1 1.3B.</summary>
    public const string Wan21Small = "wan2.1-1.3b";

    /// <summary>Wan 2.1 14B, image to video.</summary>
    public const string Wan21I2V14B = "wan2.1-14b-i2v";

    /// <summary>Wan 2.2 5B, which has one transformer and no experts.</summary>
    public const string Wan22Small = "wan2.2-5b";

    /// <summary>Wan 2.2 A14B, image to video.</summary>
    public const string Wan22I2V14B = "wan2.2-14b-i2v";

    /// <summary>Wan 2.2 A14B, text to video.</summary>
    public const string Wan22T2V14B = "wan2.2-14b-t2v";

    /// <summary>HunyuanVideo.</summary>
    public const string HunyuanVideo = "hunyuan-video";

    /// <summary>HunyuanVideo 1.5.</summary>
    public const string HunyuanVideo15 = "hunyuan-video-1.5";

    /// <summary>HunyuanImage 2.1.</summary>
    public const string HunyuanImage = "hunyuan-image";

    /// <summary>FramePack.</summary>
    public const string FramePack = "framepack";

    /// <summary>LTX-Video.</summary>
    public const string LtxVideo = "ltxv";

    /// <summary>LTX-2.</summary>
    public const string Ltx2 = "ltx2";

    /// <summary>CogVideoX.</summary>
    public const string CogVideoX = "cogvideox";

    /// <summary>Mochi 1.</summary>
    public const string Mochi = "mochi";

    /// <summary>Qwen-Image, with Edit and Layered as variants.</summary>
    public const string QwenImage = "qwen-image";

    /// <summary>Qwen-Image 2.</summary>
    public const string QwenImage2 = "qwen-image-2";

    /// <summary>Z-Image.</summary>
    public const string ZImage = "z-image";

    /// <summary>Lumina 2.</summary>
    public const string Lumina2 = "lumina2";

    /// <summary>Krea 2.</summary>
    public const string Krea2 = "krea2";

    /// <summary>Anima.</summary>
    public const string Anima = "anima";

    /// <summary>Cosmos Predict 2.</summary>
    public const string Cosmos = "cosmos";

    /// <summary>HiDream I1.</summary>
    public const string HiDreamI1 = "hidream-i1";

    /// <summary>HiDream O1.</summary>
    public const string HiDreamO1 = "hidream-o1";

    /// <summary>PixArt.</summary>
    public const string PixArt = "pixart";

    /// <summary>AuraFlow, with Pony V7 as a variant.</summary>
    public const string AuraFlow = "auraflow";

    /// <summary>MiniMax H3.</summary>
    public const string MiniMaxH3 = "minimax-h3";

    /// <summary>Ideogram 4.</summary>
    public const string Ideogram4 = "ideogram4";

    /// <summary>ERNIE-Image.</summary>
    public const string Ernie = "ernie-image";

    /// <summary>Kandinsky 5.</summary>
    public const string Kandinsky5 = "kandinsky5";

    /// <summary>OmniGen 2.</summary>
    public const string OmniGen2 = "omnigen2";

    /// <summary>Sana.</summary>
    public const string Sana = "sana";

    /// <summary>Zeta Chroma.</summary>
    public const string ZetaChroma = "zeta-chroma";

    /// <summary>Ming-Image, which has the layers of Z-Image.</summary>
    public const string MingImage = "ming-image";

    /// <summary>Mage-Flow, which has the blocks of Qwen-Image.</summary>
    public const string MageFlow = "mageflow";

    /// <summary>F-Lite.</summary>
    public const string FLite = "f-lite";

    /// <summary>LongCat-Image, with Edit as a variant.</summary>
    public const string LongCatImage = "longcat-image";

    /// <summary>LongCat-Video.</summary>
    public const string LongCatVideo = "longcat-video";

    /// <summary>Bria FIBO.</summary>
    public const string Fibo = "fibo";

    /// <summary>Ovis-Image.</summary>
    public const string OvisImage = "ovis-image";

    /// <summary>Nucleus-Image.</summary>
    public const string Nucleus = "nucleus-image";

    /// <summary>GLM-Image.</summary>
    public const string GlmImage = "glm-image";

    /// <summary>CogView 4.</summary>
    public const string CogView4 = "cogview4";

    /// <summary>Wan 2.5, known by its name only.</summary>
    public const string Wan25 = "wan2.5";

    /// <summary>Wan 2.7, known by its name only.</summary>
    public const string Wan27 = "wan2.7";

    /// <summary>Boogu-Image.</summary>
    public const string Boogu = "boogu-image";

    /// <summary>PRX.</summary>
    public const string Prx = "prx";

    /// <summary>Lens.</summary>
    public const string Lens = "lens";

    /// <summary>Cosmos 1.</summary>
    public const string Cosmos1 = "cosmos1";

    /// <summary>Hunyuan-DiT.</summary>
    public const string HunyuanDit = "hunyuan-dit";

    /// <summary>OmniGen 1, known by its name only.</summary>
    public const string OmniGen = "omnigen";

    /// <summary>ACE-Step, which generates audio.</summary>
    public const string AceStep = "ace-step";

    /// <summary>Cosmos 3.</summary>
    public const string Cosmos3 = "cosmos3";

    /// <summary>JoyImage.</summary>
    public const string JoyImage = "joyimage";

    /// <summary>zlab i1.</summary>
    public const string ZlabI1 = "zlab-i1";

    /// <summary>SkyReels V2, which has the layers of Wan, known by its name only.</summary>
    public const string SkyReels = "skyreels-v2";

    /// <summary>Helios, which has the layers of Wan, known by its name only.</summary>
    public const string Helios = "helios";

    /// <summary>AnyFlow, which has the layers of Wan, known by its name only.</summary>
    public const string AnyFlow = "anyflow";

    /// <summary>Kandinsky 6, known by its name only.</summary>
    public const string Kandinsky6 = "kandinsky6";

    /// <summary>DeepFloyd IF, known by its name only.</summary>
    public const string DeepFloyd = "deepfloyd";
}

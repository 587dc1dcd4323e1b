using System.Globalization;
using System.Text;

namespace Lora.Benchmarks.Micro;

/// <summary>Sample files in the form of common trainers.</summary>
internal static class Samples
{
    private static readonly Dictionary<string, string> Peft = new(StringComparer.Ordinal) { ["format"] = "pt" };

    private static readonly Dictionary<string, string> AiToolkit = new(StringComparer.Ordinal)
    {
        ["format"] = "pt",
        ["name"] = "sample",
        ["version"] = "1.0",
        ["software"] = """{"name": "ai-toolkit", "repo": "https://github.com/ostris/ai-toolkit", "version": "0.3.6"}""",
        ["training_info"] = """{"step": 2000, "epoch": 57}""",
        ["ss_base_model_version"] = "wan_2.2_14b",
        ["ss_output_name"] = "sample",
        ["ss_tag_frequency"] = """{"1_sample": {"sample": 1}}""",
    };

    private static readonly Network SdxlBlocks = new("lora_unet_input_blocks_8_1_transformer_blocks_#_", 0, XlModules(), 32, HasAlpha: true);

    private static readonly Network Sd1 = new("lora_unet_up_blocks_1_attentions_#_transformer_blocks_0_", 12, UnetModules(1280, 768), 16, HasAlpha: true);

    private static readonly Network Wan =
        new("diffusion_model.blocks.#.", 40, [.. WanAttention("self_attn"), .. WanAttention("cross_attn")[..2]], 16, HasAlpha: false);

    private static readonly Network SmallWan = new("diffusion_model.blocks.#.", 30, WanAttention("self_attn", 1536), 32, HasAlpha: false);

    private static readonly Network Flux =
        new("transformer.single_transformer_blocks.#.", 38, [("attn.to_k", 3072, 3072), ("attn.to_q", 3072, 3072), ("attn.to_v", 3072, 3072), ("proj_mlp", 3072, 12288), ("proj_out", 15360, 3072)], 16, HasAlpha: false);

    private static readonly Network ZImage = new(
        "diffusion_model.layers.#.",
        30,
        [("attention.to_k", 3840, 3840), ("attention.to_out.0", 3840, 3840), ("attention.to_q", 3840, 3840), ("attention.to_v", 3840, 3840), ("feed_forward.w1", 3840, 10240), ("feed_forward.w2", 10240, 3840), ("feed_forward.w3", 3840, 10240)],
        16,
        HasAlpha: false);

    private static readonly (Network Network, Dictionary<string, string> Metadata)[] Typical =
        [(Sd1, Kohya()), (Wan, AiToolkit), (SmallWan, Peft), (Flux, Peft), (ZImage, Peft)];

    /// <summary>Returns an SDXL LoRA with the names of kohya's trainer.</summary>
    public static SampleFile Large(int tensors) => LargeHeader(tensors).ToFile();

    /// <summary>Returns the same file with its tensors in the order of the model instead of by name.</summary>
    public static SampleFile LargeUnsorted(int tensors) => LargeHeader(tensors).ToUnsortedFile();

    /// <summary>Returns LoRAs of five base models, with headers of 30 to 60 kB.</summary>
    public static IReadOnlyList<SampleFile> Usual() =>
    [
        .. Typical.Select(typical =>
        {
            var header = new HeaderWriter(typical.Metadata);
            typical.Network.Write(header);
            return header.ToFile();
        }),
    ];

    private static HeaderWriter LargeHeader(int tensors)
    {
        var header = new HeaderWriter(Kohya());
        var blocks = tensors / (3 * SdxlBlocks.Modules.Length) / 4;
        foreach (var place in (string[])["input_blocks_7_1", "input_blocks_8_1", "middle_block_1", "output_blocks_0_1", "output_blocks_1_1"])
        {
            (SdxlBlocks with { Block = $"lora_unet_{place}_transformer_blocks_#_", Blocks = blocks }).Write(header, tensors);
        }

        return header;
    }

    private static (string Name, int In, int Out)[] XlModules() => UnetModules(1280, 2048);

    private static (string Name, int In, int Out)[] UnetModules(int width, int context) =>
    [
        ("attn1_to_k", width, width), ("attn1_to_out_0", width, width), ("attn1_to_q", width, width), ("attn1_to_v", width, width),
        ("attn2_to_k", context, width), ("attn2_to_out_0", width, width), ("attn2_to_q", width, width), ("attn2_to_v", context, width),
        ("ff_net_0_proj", width, width * 8), ("ff_net_2", width * 4, width),
    ];

    private static (string Name, int In, int Out)[] WanAttention(string name, int width = 5120) =>
        [.. new[] { "k", "o", "q", "v" }.Select(part => ($"{name}.{part}", width, width))];

    private static Dictionary<string, string> Kohya() => new(StringComparer.Ordinal)
    {
        ["ss_network_module"] = "networks.lora",
        ["ss_network_dim"] = "32",
        ["ss_network_alpha"] = "16",
        ["ss_sd_model_name"] = "v1-5-pruned.safetensors",
        ["ss_output_name"] = "sample",
        ["ss_learning_rate"] = "0.0001",
        ["ss_num_train_images"] = "40",
        ["ss_steps"] = "2000",
        ["ss_training_started_at"] = "1700000000.5",
        ["ss_tag_frequency"] = Tags(),
        ["sshs_model_hash"] = new string('a', 64),
    };

    private static string Tags()
    {
        var tags = new StringBuilder("""{"10_sample": {"sample": 40""");
        for (var tag = 0; tag < 120; tag++)
        {
            tags.Append(CultureInfo.InvariantCulture, $", \"a tag of captions {tag}\": {1 + (tag * 7 % 40)}");
        }

        return tags.Append("}}").ToString();
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using Lora.Inspection.Tests.Pickle;

namespace Lora.Fuzzing;

/// <summary>The sound files that cases begin with: headers of several families, pickles of every protocol, ZIPs.</summary>
internal static class Seeds
{
    public static IReadOnlyList<byte[]> Headers { get; } = [.. MakeHeaders().Select(Encoding.UTF8.GetBytes)];

    public static IReadOnlyList<byte[]> Pickles { get; } = [.. MakePickles()];

    public static IReadOnlyList<byte[]> Archives { get; } = [.. MakeArchives()];

    private static IEnumerable<string> MakeHeaders()
    {
        yield return "{}";
        yield return Header("""{"format":"pt"}""", "F32", "transformer.transformer_blocks.{0}.attn.to_q.lora_A.weight", "transformer.single_transformer_blocks.{0}.proj_out.lora_B.weight");
        yield return Header(
            """{"ss_base_model_version":"sdxl_base_v1-0","ss_network_dim":"16","ss_tag_frequency":"{\"10_cat\":{\"cat\":10,\"dog\":2}}","modelspec.title":"t","modelspec.trigger_phrase":"a, b"}""",
            "F16", "lora_unet_input_blocks_4_1_transformer_blocks_{0}_attn2_to_k.lora_down.weight", "lora_te1_text_model_encoder_layers_{0}_mlp_fc1.alpha");
        yield return Header(
            """{"ss_base_model_version":"wan","modelspec.architecture":"wan2.1/lora","modelspec.timestep_range":"875,1000","modelspec.thumbnail":"data:image/png;base64,iVBORw0KGgo="}""",
            "BF16", "diffusion_model.blocks.{0}.self_attn.q.lora_down.weight", "diffusion_model.blocks.{0}.ffn.0.diff_b");
        yield return Header(
            """{"lora_adapter_metadata":"{\"unet.r\": 4, \"unet.lora_alpha\": 8, \"unet.target_modules\": [\"to_k\"]}","training_info":"{\"step\": 5, \"epoch\": 1}"}""",
            "F8_E4M3", "lycoris_layers_{0}_attention_qkv.lokr_w1", "lycoris_layers_{0}_attention_qkv.hada_w1_a", "lycoris_layers_{0}_adaLN_modulation_0.oft_blocks", "down_blocks.{0}.a1.weight");
        yield return Header("null", "I64", "model.diffusion_model.input_blocks.{0}.0.weight", "first_stage_model.encoder.{0}", "control_model.{0}", "emb_params");
    }

    private static string Header(string metadata, string type, params string[] names)
    {
        var bits = type switch { "F32" => 4, "F16" or "BF16" => 2, "I64" => 8, _ => 1 };
        var text = new StringBuilder("{\"__metadata__\":").Append(metadata);
        var offset = 0;
        foreach (var name in Enumerable.Range(0, 4).SelectMany(index => names.Select(name => name.Replace("{0}", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $",\"{name}\":{{\"dtype\":\"{type}\",\"shape\":[4,8],\"data_offsets\":[{offset},{offset + (32 * bits)}]}}");
            offset += 32 * bits;
        }

        return text.Append('}').ToString();
    }

    private static IEnumerable<byte[]> MakePickles()
    {
        var model = PickleWriter.StateDict(("lora_unet_a.lora_down.weight", [4, 8]), ("lora_unet_a.lora_up.weight", [8, 4]), ("lora_unet_a.alpha", []));
        yield return model;
        yield return [.. Latin("\u0080\u0002\u008a\u000al\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\u0002M\u00e9\u0003.\u0080\u0002}."), .. model, .. Latin("\u0080\u0002](U\u00010U\u00011U\u00012e."), .. new byte[200]];
        yield return Latin("(dp0\nS'a'\np1\nI1\nsVb\nL5L\nsS'c'\nF1.5\nsg0\n.");
        yield return Latin("}q\u0000(U\u0001aK\u0001U\u0001bM\u0001\u0000u.");
        yield return Latin("\u0080\u0003C\u0001aq\u0000]h\u0000ah\u0000\u0086.");
        yield return Latin("\u0080\u0004\u0095\u0014\u0000\u0000\u0000\u0000\u0000\u0000\u0000]\u0094(\u008c\u0001a\u0094\u008c\u0001b\u0094\u008c\u0001c\u0094e\u008f(K\u0001\u0090\u0091.");
        yield return Latin("\u0080\u0005\u0096\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000a\u0094\u0097\u0098\u0086.");
        yield return Latin("\u0080\u0004\u008c\u0002os\u0094\u008c\u0006system\u009400h\u0000h\u0001\u0093\u008c\u0001x\u0085R.");
        yield return PickleWriter.Protocol(2).Op("}").Text("state_dict").Op("}").Text("p").Global("torch._utils", "_rebuild_parameter").Op("(").Tensor("0", 5)
            .Op("\u0088").Global("collections", "OrderedDict").Op(")RtRss.").ToArray();
    }

    private static IEnumerable<byte[]> MakeArchives()
    {
        foreach (var pickle in Pickles.Take(3))
        {
            yield return ZipWriter.Model(pickle).Add("archive/data/0", new byte[64]).ToArray();
            yield return new ZipWriter().Add("m/data.pkl", pickle, packed: true, large: true).Add("m/data/0", new byte[64], packed: true).ToArray(large: true);
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(pickle);
            }

            yield return packed.ToArray();
        }

        yield return ZipWriter.Model(Pickles[0]).Add("archive/data/0", new byte[64], flags: 8).Raw([.. "PK\u0007\u0008"u8, .. new byte[12]]).ToArray(large: true, comment: Pickles[7]);
        yield return ZipWriter.Model(Pickles[0]).Add("archive/data.pkl", Pickles[7]).Add("archive/hidden", Pickles[7], listed: false).Add("archive/constants.pkl", Latin(").")).ToArray();
    }

    private static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);
}

using System.Text;

namespace Lora.Documentation.Tests;

internal static class SampleFile
{
    private const string Header = """
        {"transformer.blocks.0.attn.to_q.lora_A.weight":{"dtype":"F16","shape":[4,64],"data_offsets":[0,512]},"transformer.blocks.0.attn.to_q.lora_B.weight":{"dtype":"F16","shape":[64,4],"data_offsets":[512,1024]}}
        """;

    /// <summary>Returns a safetensors file with one LoRA module of rank 4.</summary>
    public static byte[] Create() => [.. BitConverter.GetBytes((long)Header.Length), .. Encoding.ASCII.GetBytes(Header), .. new byte[1024]];
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Lora.Fuzzing;

namespace Lora.HttpFuzzing.Requests;

/// <summary>Makes valid safetensors files.</summary>
internal static partial class LoraFiles
{
    /// <summary>Makes a file.</summary>
    /// <param name="random">Chooses its header.</param>
    /// <param name="padding">How many bytes of an additional tensor it has.</param>
    public static byte[] Make(FuzzRandom random, int padding)
    {
        var header = Encoding.UTF8.GetString(Seeds.Headers[1 + random.Below(4)]);
        var end = Offsets().Matches(header).Max(static match => int.Parse(match.Groups["end"].Value, CultureInfo.InvariantCulture));
        if (padding > 0)
        {
            header = string.Create(CultureInfo.InvariantCulture, $"{header[..^1]},\"lora_unet_pad.lora_down.weight\":{{\"dtype\":\"U8\",\"shape\":[{padding}],\"data_offsets\":[{end},{end + padding}]}}}}");
        }

        var bytes = Encoding.UTF8.GetBytes(header);
        var file = new byte[sizeof(long) + bytes.Length + end + padding];
        BinaryPrimitives.WriteInt64LittleEndian(file, bytes.Length);
        bytes.CopyTo(file, sizeof(long));
        file[^1] = (byte)random.Next();
        return file;
    }

    [GeneratedRegex(@"""data_offsets"":\[\d+,(?<end>\d+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Offsets();
}

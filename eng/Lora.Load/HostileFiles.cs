using System.Buffers.Binary;
using System.Text;
using Lora.Inspection.Tests.Pickle;

namespace Lora.Load;

/// <summary>Files that cost much to inspect.</summary>
internal static class HostileFiles
{
    private const int HeaderLength = (32 * 1024 * 1024) - 8;

    public static IReadOnlyList<(string Name, byte[] Bytes)> All { get; } =
    [
        ("metadata.safetensors", Safetensors("{\"__metadata__\":{", static index => $"\"{index:x}\":\"\"", "}}")),
        ("packed.ckpt", Packed()),
        ("tensors.safetensors", Safetensors("{", static index => $"\"{index:x}\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}", "}")),
        ("packed.ckpt", Packed()),
        ("text.safetensors", Safetensors("{\"__metadata__\":{\"a\":\"", static index => new string('a', 4096), "\"}}", between: "")),
    ];

    private static byte[] Packed() => new ZipWriter()
        .Add("archive/data.pkl", PickleWriter.Protocol(2).Op("}" + string.Concat(Enumerable.Repeat("K\u0001K\u0002s", 11_000_000)) + ".").ToArray(), packed: true)
        .ToArray();

    private static byte[] Safetensors(string open, Func<int, string> entry, string close, string between = ",")
    {
        var text = new StringBuilder(open, HeaderLength);
        for (var index = 0; ; index++)
        {
            var next = (index == 0 ? string.Empty : between) + entry(index);
            if (text.Length + next.Length + close.Length > HeaderLength)
            {
                break;
            }

            text.Append(next);
        }

        text.Append(close).Append(' ', HeaderLength - text.Length);
        var bytes = new byte[sizeof(long) + HeaderLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, HeaderLength);
        Encoding.ASCII.GetBytes(text.ToString(), bytes.AsSpan(sizeof(long)));
        return bytes;
    }
}

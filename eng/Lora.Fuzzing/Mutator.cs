using System.Buffers.Binary;
using System.Text;

namespace Lora.Fuzzing;

/// <summary>Changes bytes as a broken disk, a clumsy program or an attacker would.</summary>
internal static class Mutator
{
    private const int LongestCase = 256 * 1024;

    private static readonly long[] Edges =
    [
        0, 1, -1, 127, 128, 255, 256, short.MaxValue, ushort.MaxValue, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue,
        100_000_000, 100_000_001, 1L << 40, 1L << 53, (1L << 32) + 1,
    ];

    private static readonly byte[][] Tokens = [.. new[]
    {
        "{", "}", "[", "]", "\"", ",", ":", " ", "\n", "\\", "\\u0000", "\\ud800", "null", "true", "NaN", "1e0", "1.0", "-1", "18446744073709551615", "18446744073709551616",
        "\"__metadata__\"", "\"__metadata__\":{}", "\"dtype\"", "\"shape\"", "\"data_offsets\"", "\"F32\"", "\"F4\"", "[0,0]", "[[[[[[[[", "{\"a\":", "\"a\":\"b\",",
        "lora_unet_", ".lora_down.weight", "ss_tag_frequency", "modelspec.title", "data:image/png;base64,AAAA",
        "(", ".", "0", "1", "2", "N", "R", "b", "o", "a", "e", "s", "u", "t", ")", "}", "]", "d", "l", "Q", "\u0081", "\u0085", "\u0086", "\u0087", "\u0088", "\u008f", "\u0090",
        "\u0091", "\u0092", "\u0093", "\u0094", "\u0097", "\u0098", "h\u0000", "q\u0000", "j\u00ff\u00ff\u00ff\u00ff", "r\u00ff\u00ff\u00ff\u00ff", "K\u0001", "cos\nsystem\n",
        "(S'x'\nios\nsystem\n", "\u0080\u0002", "\u0080\u0004", "\u008c\u0002os", "V\\u0041\n", "S'\\x41'\n", "I1\n", "L1L\n", "F1\n", "g0\n", "p0\n", "P0\n",
        "X\u00ff\u00ff\u00ff\u00ff", "B\u0000\u0000\u0000\u0010", "\u0095\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000", "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f",
        "PK\u0003\u0004", "PK\u0001\u0002", "PK\u0005\u0006", "PK\u0006\u0006", "PK\u0006\u0007", "\u001f\u008b", "x\u009c", "\u0093NUMPY\u0001\u0000",
    }.Select(Encoding.Latin1.GetBytes)];

    /// <summary>Changes one to eight things.</summary>
    public static byte[] Mutate(byte[] original, IReadOnlyList<byte[]> others, FuzzRandom random)
    {
        var bytes = new List<byte>(original);
        for (var count = 1 + random.Below(8); count > 0; count--)
        {
            Change(bytes, others, random);
        }

        return bytes.Count > LongestCase ? [.. bytes.Take(LongestCase)] : [.. bytes];
    }

    private static void Change(List<byte> bytes, IReadOnlyList<byte[]> others, FuzzRandom random)
    {
        var at = random.Below(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, 1 + random.Below(random.Below(4) == 0 ? 512 : 8));
        switch (random.Below(10))
        {
            case 0 or 1 when length > 0:
                bytes[at] ^= (byte)(1 << random.Below(8));
                break;
            case 2 when length > 0:
                bytes[at] = (byte)random.Next();
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 5:
                bytes.InsertRange(at, Repeat(random.Of(Tokens), random));
                break;
            case 6:
                Overwrite(bytes, at, random.Of(Tokens));
                break;
            case 7:
                Overwrite(bytes, at, Edge(random));
                break;
            case 8:
                var other = random.Of(others);
                var from = random.Below(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + 1 + random.Below(2048))]);
                break;
            default:
                if (random.Below(4) == 0)
                {
                    bytes.RemoveRange(at, bytes.Count - at);
                }

                break;
        }
    }

    private static IEnumerable<byte> Repeat(byte[] token, FuzzRandom random) =>
        random.Below(20) > 0 ? token : Enumerable.Repeat(token, 1 << random.Below(13)).SelectMany(static bytes => bytes);

    private static byte[] Edge(FuzzRandom random)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, random.Of(Edges) + random.Below(3) - 1);
        return bytes[..(1 << random.Below(4))];
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] with)
    {
        for (var index = 0; index < with.Length && at + index < bytes.Count; index++)
        {
            bytes[at + index] = with[index];
        }
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Lora.Inspection.Tests.Safetensors;

/// <summary>The rules of the format, written for clarity and not for speed.</summary>
internal static class HeaderOracle
{
    // The data types of safetensors and their sizes in bits, repeated here because the list of the reader is under test.
    private static readonly (ulong Bits, string[] Names)[] Types =
    [
        (4, ["F4"]),
        (6, ["F6_E2M3", "F6_E3M2"]),
        (8, ["BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "F8_E8M0", "F8_E4M3FNUZ", "F8_E5M2FNUZ"]),
        (16, ["I16", "U16", "F16", "BF16"]),
        (32, ["I32", "U32", "F32"]),
        (64, ["C64", "F64", "I64", "U64"]),
    ];

    /// <summary>Returns the tensors of a valid file, or <see langword="null"/> for one that must be rejected.</summary>
    public static List<string>? Read(byte[] header, long dataLength)
    {
        try
        {
            if (!Utf8.IsValid(header))
            {
                return null;
            }

            using var document = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 127 });
            Check(document.RootElement);
            return Read(document.RootElement, dataLength);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException)
        {
            return null;
        }
    }

    private static List<string>? Read(JsonElement root, long dataLength)
    {
        var tensors = new List<(string Text, long Begin, long End)>();
        if (HasTwice(root))
        {
            return null;
        }

        foreach (var entry in root.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
            {
                if (entry.Value.ValueKind != JsonValueKind.Null && (HasTwice(entry.Value) || entry.Value.EnumerateObject().Any(item => item.Value.ValueKind != JsonValueKind.String)))
                {
                    return null;
                }

                continue;
            }

            var members = entry.Value.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
            var type = members["dtype"].Single().Value.GetString();
            var shape = members["shape"].Single().Value.EnumerateArray().Select(Number).ToList();
            var offsets = members["data_offsets"].Single().Value.EnumerateArray().Select(Number).ToList();
            var bitsOfOne = Types.SingleOrDefault(types => types.Names.Contains(type)).Bits;
            if (bitsOfOne == 0 || offsets.Count != 2)
            {
                return null;
            }

            var bits = checked(shape.Aggregate(1UL, (product, dimension) => checked(product * dimension)) * bitsOfOne);
            var (begin, end) = (checked((long)offsets[0]), checked((long)offsets[1]));
            if (bits % 8 != 0 || end < begin || (ulong)(end - begin) != bits / 8)
            {
                return null;
            }

            tensors.Add(($"{entry.Name} {type} [{string.Join(',', shape.Select(dimension => Math.Min(dimension, long.MaxValue)))}] {begin}-{end}", begin, end));
        }

        var expected = 0L;
        foreach (var (_, begin, end) in tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (begin != expected)
            {
                return null;
            }

            expected = end;
        }

        return expected == dataLength ? [.. tensors.Select(tensor => tensor.Text)] : null;
    }

    private static bool HasTwice(JsonElement element) => element.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal).Any(group => group.Count() > 1);

    private static ulong Number(JsonElement element) => ulong.Parse(element.ValueKind == JsonValueKind.Number ? element.GetRawText() : "none", NumberStyles.None, CultureInfo.InvariantCulture);

    private static void Check(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = Encoding.UTF8.GetByteCount(member.Name);
                    Check(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Check(item);
                }

                break;
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Number when !double.IsFinite(element.GetDouble()):
                throw new FormatException("Beyond any double.");
            default:
                break;
        }
    }
}

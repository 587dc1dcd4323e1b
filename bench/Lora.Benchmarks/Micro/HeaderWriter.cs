using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Lora.Benchmarks.Micro;

/// <summary>Writes the header of a safetensors file like the safetensors library: compact, with contiguous tensors in the order of their names.</summary>
internal sealed class HeaderWriter(IReadOnlyDictionary<string, string> metadata)
{
    private const int BytesPerNumber = 2;

    private readonly List<(string Name, int[] Shape)> _tensors = [];

    public int Tensors => _tensors.Count;

    public void Add(string name, params int[] shape) => _tensors.Add((name, shape));

    /// <summary>Returns the length of the header and the header; the tensors are holes.</summary>
    public SampleFile ToFile() => ToFile(_tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal));

    /// <summary>Returns the same file with the tensors in the order of the model.</summary>
    public SampleFile ToUnsortedFile() => ToFile(_tensors);

    private SampleFile ToFile(IEnumerable<(string Name, int[] Shape)> tensors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
        var end = 0L;
        foreach (var (name, shape) in tensors)
        {
            end = Write(json, name, shape, end);
        }

        json.WriteEndObject();
        json.Flush();
        var start = new byte[sizeof(ulong) + buffer.WrittenCount];
        BinaryPrimitives.WriteUInt64LittleEndian(start, (ulong)buffer.WrittenCount);
        buffer.WrittenSpan.CopyTo(start.AsSpan(sizeof(ulong)));
        return new SampleFile(start, start.Length + end);
    }

    private static long Write(Utf8JsonWriter json, string name, int[] shape, long begin)
    {
        var length = (long)BytesPerNumber;
        json.WriteStartObject(name);
        json.WriteString("dtype", "BF16");
        json.WriteStartArray("shape");
        foreach (var dimension in shape)
        {
            json.WriteNumberValue(dimension);
            length *= dimension;
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(begin + length);
        json.WriteEndArray();
        json.WriteEndObject();
        return begin + length;
    }
}

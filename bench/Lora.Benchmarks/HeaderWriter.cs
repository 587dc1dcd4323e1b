using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace Lora.Benchmarks;

/// <summary>Writes the header of a safetensors file as the library of the format does: compact, and the tensors one behind the other.</summary>
internal sealed class HeaderWriter : IDisposable
{
    private const int BytesPerNumber = 2;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;
    private long _end;

    public HeaderWriter(IReadOnlyDictionary<string, string> metadata)
    {
        _json = new Utf8JsonWriter(_buffer);
        _json.WriteStartObject();
        _json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata)
        {
            _json.WriteString(key, value);
        }

        _json.WriteEndObject();
    }

    public int Tensors { get; private set; }

    public void Add(string name, params ReadOnlySpan<int> shape)
    {
        var length = (long)BytesPerNumber;
        _json.WriteStartObject(name);
        _json.WriteString("dtype", "BF16");
        _json.WriteStartArray("shape");
        foreach (var dimension in shape)
        {
            _json.WriteNumberValue(dimension);
            length *= dimension;
        }

        _json.WriteEndArray();
        _json.WriteStartArray("data_offsets");
        _json.WriteNumberValue(_end);
        _json.WriteNumberValue(_end += length);
        _json.WriteEndArray();
        _json.WriteEndObject();
        Tensors++;
    }

    /// <summary>The length of the header, the header, and then nothing: the tensors are holes.</summary>
    public SampleFile ToFile()
    {
        _json.WriteEndObject();
        _json.Flush();
        var start = new byte[sizeof(ulong) + _buffer.WrittenCount];
        BinaryPrimitives.WriteUInt64LittleEndian(start, (ulong)_buffer.WrittenCount);
        _buffer.WrittenSpan.CopyTo(start.AsSpan(sizeof(ulong)));
        return new SampleFile(start, start.Length + _end);
    }

    public void Dispose() => _json.Dispose();
}

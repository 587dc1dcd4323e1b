using System.Buffers.Binary;
using System.Text;
using Lora.Inspection.Safetensors;
using Lora.Inspection.Sources;

namespace Lora.Inspection.Tests.Safetensors;

/// <summary>Creates small safetensors files from the text of their header.</summary>
internal static class TestFile
{
    public static byte[] Of(string header, int dataLength) => Of(Encoding.UTF8.GetBytes(header), new byte[dataLength]);

    public static byte[] Of(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        var file = new byte[sizeof(ulong) + header.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file.AsSpan(sizeof(ulong)));
        data.CopyTo(file.AsSpan(sizeof(ulong) + header.Length));
        return file;
    }

    public static string Entry(string name, string type, string shape, long begin, long end) =>
        $$"""
        "{{name}}":{"dtype":"{{type}}","shape":[{{shape}}],"data_offsets":[{{begin}},{{end}}]}
        """;

    public static async Task<SafetensorsReading> ReadAsync(byte[] file, InspectionOptions? options = null)
    {
        var source = new MemoryByteSource(file);
        return await SafetensorsReader.ReadAsync(source, file.AsMemory(0, Math.Min(file.Length, 16)), options ?? new InspectionOptions(), CancellationToken.None);
    }
}

using System.Buffers.Binary;
using System.Text.Json;

namespace Lora.Scoring;

/// <summary>Makes whole files from headers: their tensors are holes, so they take no room on disk. All go away in the end.</summary>
internal sealed class SparseFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lora-score-");

    public string Make(string headerPath) => Make(headerPath, Path.GetFileName(headerPath).Replace(".header.json", ".safetensors", StringComparison.Ordinal));

    public string Make(string headerPath, string name)
    {
        var header = File.ReadAllBytes(headerPath);
        var path = Path.Combine(_folder.FullName, name);
        using var file = File.Create(path);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        file.Write(length);
        file.Write(header);
        file.SetLength(file.Length + LastOffset(header));
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static long LastOffset(byte[] header)
    {
        using var document = JsonDocument.Parse(header);
        return document.RootElement.EnumerateObject()
            .Where(entry => entry.Name != "__metadata__")
            .Select(entry => entry.Value.GetProperty("data_offsets")[1].GetInt64())
            .DefaultIfEmpty()
            .Max();
    }
}

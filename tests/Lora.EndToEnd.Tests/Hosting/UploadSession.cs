using System.Text.Json.Nodes;

namespace Lora.EndToEnd.Tests.Hosting;

/// <summary>An upload session as the API returns it.</summary>
internal sealed record UploadSession(string Id, long Size, long PartSize, int PartCount, IReadOnlyList<int> Stored, string State)
{
    public IEnumerable<int> Missing => Enumerable.Range(1, PartCount).Except(Stored);

    public static UploadSession Read(JsonNode body) => new(
        (string)body["id"]!,
        (long)body["size"]!,
        (long)body["partSize"]!,
        (int)body["partCount"]!,
        [.. body["stored"]!.AsArray().Select(number => (int)number!)],
        (string)body["state"]!);

    /// <summary>Returns the bytes of a part.</summary>
    public ReadOnlyMemory<byte> Slice(byte[] file, int number)
    {
        var start = (int)((number - 1) * PartSize);
        return file.AsMemory(start, (int)Math.Min(PartSize, Size - start));
    }
}

using System.Collections.Concurrent;

namespace Lora.Benchmarks.Host.Sink;

/// <summary>What is kept of an upload: the sizes of its parts and its first bytes, which tell what kind of file it is.</summary>
internal sealed class SinkUpload
{
    private const int Kept = 256 * 1024;
    private byte[] _beginning = [];

    public ConcurrentDictionary<int, long> Parts { get; } = new();

    public ReadOnlyMemory<byte> Beginning => _beginning;

    public long Size => Parts.Values.Sum();

    /// <summary>Reads a part to its end.</summary>
    public async Task TakeAsync(int number, HttpRequest request)
    {
        var reader = request.BodyReader;
        using var beginning = new MemoryStream();
        long size = 0;
        while (true)
        {
            var read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (number == 1 && size < Kept)
            {
                foreach (var piece in read.Buffer)
                {
                    beginning.Write(piece.Span);
                }
            }

            size += read.Buffer.Length;
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        if (number == 1)
        {
            _beginning = beginning.ToArray();
        }

        Parts[number] = size;
    }
}

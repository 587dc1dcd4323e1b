using Lora.Inspection;

namespace Lora.Benchmarks.Micro;

/// <summary>A file whose tensors are all zero.</summary>
/// <param name="Start">The first bytes: the length of the header, and the header.</param>
/// <param name="Length">The length of the whole file.</param>
internal sealed record SampleFile(byte[] Start, long Length) : ILoraByteSource
{
    public ReadOnlyMemory<byte> Header => Start.AsMemory(sizeof(ulong));

    public ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var available = (int)Math.Clamp(Start.Length - offset, 0, buffer.Length);
        Start.AsSpan((int)Math.Min(offset, Start.Length), available).CopyTo(buffer.Span);
        buffer.Span[available..].Clear();
        return ValueTask.CompletedTask;
    }

    public void Write(string path)
    {
        using var file = File.Create(path);
        file.Write(Start);
        file.SetLength(Length);
    }
}

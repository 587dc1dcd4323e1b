namespace Lora.Testing.Suites;

/// <summary>Content with one byte that is corrupted in transit.</summary>
internal sealed class CorruptedContent(Stream inner, long where) : ForwardOnlyStream
{
    private long _given;

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        var place = where - _given;
        if (place >= 0 && place < read)
        {
            buffer[(int)place] ^= 1;
        }

        _given += read;
        return read;
    }
}

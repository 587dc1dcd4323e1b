using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>
/// Gathers the tensors of a header while it is parsed. Until the table is made, their names are places in the header itself.
/// What it takes never exceeds the header by much, whatever the header claims.
/// </summary>
internal sealed class TensorCollector : IDisposable
{
    // "":{"dtype":"U8","shape":[],"data_offsets":[0,0]},
    private const int ShortestEntry = 48;

    // Far more than shapes need: half of what the header itself takes.
    private const int DimensionsAlwaysAllowed = 128 * 1024;
    private const int BytesPerDimension = 16;

    private readonly ReadOnlyMemory<byte> _header;
    private readonly TensorEntry[] _entries;
    private int _count;

    public TensorCollector(ReadOnlyMemory<byte> header)
    {
        _header = header;
        // Every entry has a brace. Texts have some too, hence the second bound.
        _entries = new TensorEntry[Math.Min(header.Span.Count((byte)'{'), (header.Length / ShortestEntry) + 1)];
        Dimensions = new RentedList<long>((header.Length / BytesPerDimension / 4) + 16);
    }

    public RentedList<long> Dimensions { get; }

    public bool HasTooManyDimensions => Dimensions.Count > DimensionsAlwaysAllowed + (_header.Length / BytesPerDimension);

    public ReadOnlySpan<TensorEntry> Entries => _entries.AsSpan(0, _count);

    /// <summary>Where the data ends when every tensor so far began where the one before it ended.</summary>
    public long InOrderUntil { get; private set; }

    public bool IsInOrder { get; private set; } = true;

    public ReadOnlySpan<byte> NameOf(in TensorEntry entry) => _header.Span.Slice(entry.NameStart, entry.NameLength);

    public void Add(Range name, in TensorDescription tensor)
    {
        var nameStart = name.Start.Value;
        _entries[_count++] = new TensorEntry(nameStart, name.End.Value - nameStart, tensor.ShapeStart, tensor.ShapeLength, tensor.Type, tensor.Begin, tensor.End);
        IsInOrder &= tensor.Begin == InOrderUntil;
        InOrderUntil = tensor.End;
    }

    public TensorTable ToTable()
    {
        var names = CompactNames();
        var isMostlyFull = _count >= _entries.Length / 4 * 3;
        return new TensorTable(names, isMostlyFull ? _entries.AsMemory(0, _count) : Entries.ToArray(), Dimensions.ToArray());
    }

    public void Dispose() => Dimensions.Dispose();

    private byte[] CompactNames()
    {
        var length = 0;
        foreach (ref readonly var entry in Entries)
        {
            length += entry.NameLength;
        }

        var names = new byte[length];
        var at = 0;
        foreach (ref var entry in _entries.AsSpan(0, _count))
        {
            NameOf(entry).CopyTo(names.AsSpan(at));
            entry = entry with { NameStart = at };
            at += entry.NameLength;
        }

        return names;
    }
}

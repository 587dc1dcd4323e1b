using System.Buffers;
using System.Runtime.CompilerServices;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>
/// Gathers the tensors of a header while it is parsed. Their names are places in the header itself, and all else is in pooled memory: the table is gone when this is
/// disposed of. What it takes never exceeds the header by much, whatever the header claims.
/// </summary>
internal sealed class TensorCollector : IDisposable
{
    // "":{"dtype":"U8","shape":[],"data_offsets":[0,0]},
    private const int ShortestEntry = 48;

    // Far more than shapes need: half of what the header itself takes.
    private const int DimensionsAlwaysAllowed = 128 * 1024;
    private const int BytesPerDimension = 16;

    private readonly ArraySegment<byte> _header;
    private readonly bool _ownsHeader;
    private readonly RentedList<TensorEntry> _entries;
    private bool _isDisposed;

    /// <param name="header">The header.</param>
    /// <param name="ownsHeader">Whether its memory comes from the shared pool, to go back there when this is disposed of.</param>
    /// <param name="maxTensors">The most tensors that are added.</param>
    public TensorCollector(ArraySegment<byte> header, bool ownsHeader = false, int maxTensors = int.MaxValue)
    {
        (_header, _ownsHeader) = (header, ownsHeader);
        // Every entry has a brace. Texts have some too, hence the second bound.
        _entries = new RentedList<TensorEntry>(Math.Min(maxTensors, Math.Min(header.AsSpan().Count((byte)'{'), (header.Count / ShortestEntry) + 1)));
        Dimensions = new RentedList<long>((header.Count / BytesPerDimension / 4) + 16);
    }

    public RentedList<long> Dimensions { get; }

    public bool HasTooManyDimensions => Dimensions.Count > DimensionsAlwaysAllowed + (_header.Count / BytesPerDimension);

    public ReadOnlySpan<TensorEntry> Entries => _entries.Items;

    /// <summary>Where the data ends when every tensor so far began where the one before it ended.</summary>
    public long InOrderUntil { get; private set; }

    public bool IsInOrder { get; private set; } = true;

    public ReadOnlySpan<byte> NameOf(in TensorEntry entry) => _header.AsSpan(entry.NameStart, entry.NameLength);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int nameStart, int nameLength, in TensorDescription tensor)
    {
        _entries.Add(new TensorEntry(nameStart, nameLength, tensor.ShapeStart, tensor.ShapeLength, tensor.Type, tensor.Begin, tensor.End));
        IsInOrder &= tensor.Begin == InOrderUntil;
        InOrderUntil = tensor.End;
    }

    public TensorTable ToTable() => new(_header, _entries.Segment, Dimensions.Segment);

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _entries.Dispose();
        Dimensions.Dispose();
        if (_ownsHeader)
        {
            ArrayPool<byte>.Shared.Return(_header.Array!);
        }
    }
}

using System.Runtime.CompilerServices;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Safetensors;

/// <summary>
/// Collects the tensors of a header during parsing. Names are ranges of the header, everything else is in pooled memory that is returned on disposal. The memory stays
/// proportional to the length of the header, regardless of its content.
/// </summary>
internal sealed class TensorCollector : IDisposable
{
    // "":{"dtype":"U8","shape":[],"data_offsets":[0,0]},
    private const int ShortestEntry = 48;

    // Far more than shapes need: half the size of the header.
    private const int DimensionsAlwaysAllowed = 128 * 1024;
    private const int BytesPerDimension = 16;

    private readonly ArraySegment<byte> _header;
    private readonly bool _ownsHeader;
    private readonly RentedList<TensorEntry> _entries;
    private bool _isDisposed;

    /// <param name="header">The header.</param>
    /// <param name="ownsHeader">Whether the header is in memory from <see cref="HeaderPool"/>, which is returned on disposal.</param>
    /// <param name="maxTensors">The maximum number of tensors that are added.</param>
    public TensorCollector(ArraySegment<byte> header, bool ownsHeader = false, int maxTensors = int.MaxValue)
    {
        (_header, _ownsHeader) = (header, ownsHeader);
        // Every entry has a brace; strings may have some too, hence the second limit.
        _entries = new RentedList<TensorEntry>(Math.Min(maxTensors, Math.Min(header.AsSpan().Count((byte)'{'), (header.Count / ShortestEntry) + 1)));
        Dimensions = new RentedList<long>((header.Count / BytesPerDimension / 4) + 16);
    }

    public RentedList<long> Dimensions { get; }

    public bool HasTooManyDimensions => Dimensions.Count > DimensionsAlwaysAllowed + (_header.Count / BytesPerDimension);

    public ReadOnlySpan<TensorEntry> Entries => _entries.Items;

    /// <summary>Gets the end of the data if every tensor so far started at the end of the one before it.</summary>
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
            HeaderPool.Return(_header.Array!);
        }
    }
}

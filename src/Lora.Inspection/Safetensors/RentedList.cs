using System.Buffers;
using System.Runtime.CompilerServices;

namespace Lora.Inspection.Safetensors;

/// <summary>A list in pooled memory, which is returned on disposal.</summary>
internal sealed class RentedList<T>(int capacity) : IDisposable
    where T : unmanaged
{
    private T[] _items = ArrayPool<T>.Shared.Rent(capacity);

    public int Count { get; private set; }

    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        var (items, count) = (_items, Count);
        if ((uint)count < (uint)items.Length)
        {
            items[count] = item;
            Count = count + 1;
        }
        else
        {
            AddGrowing(item);
        }
    }

    public void TruncateTo(int count) => Count = count;

    /// <summary>Gets the items in place. Not valid after disposal.</summary>
    public ArraySegment<T> Segment => new(_items, 0, Count);

    public void Dispose()
    {
        ArrayPool<T>.Shared.Return(_items);
        (_items, Count) = ([], 0);
    }

    private void AddGrowing(T item)
    {
        var larger = ArrayPool<T>.Shared.Rent(_items.Length * 2);
        Items.CopyTo(larger);
        ArrayPool<T>.Shared.Return(_items);
        _items = larger;
        _items[Count++] = item;
    }
}

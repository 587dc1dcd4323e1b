using System.Buffers;

namespace Lora.Inspection.Safetensors;

/// <summary>A list in pooled memory. Only what comes out of <see cref="ToArray"/> is allocated.</summary>
internal sealed class RentedList<T>(int capacity) : IDisposable
    where T : unmanaged
{
    private T[] _items = ArrayPool<T>.Shared.Rent(capacity);

    public int Count { get; private set; }

    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            Grow();
        }

        _items[Count++] = item;
    }

    public void TruncateTo(int count) => Count = count;

    public T[] ToArray() => Items.ToArray();

    public void Dispose() => ArrayPool<T>.Shared.Return(_items);

    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(_items.Length * 2);
        Items.CopyTo(larger);
        ArrayPool<T>.Shared.Return(_items);
        _items = larger;
    }
}

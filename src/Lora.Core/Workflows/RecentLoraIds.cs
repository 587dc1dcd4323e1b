namespace Lora.Workflows;

/// <summary>Remembers the 1,000 most recently added ids in this process. Ids are never reused.</summary>
internal sealed class RecentLoraIds
{
    private const int Capacity = 1000;

    private readonly Lock _lock = new();
    private readonly HashSet<LoraId> _ids = [];
    private readonly Queue<LoraId> _order = [];

    /// <summary>Adds the id; returns <see langword="false"/> if it was already added.</summary>
    public bool TryAdd(LoraId id)
    {
        lock (_lock)
        {
            if (!_ids.Add(id))
            {
                return false;
            }

            _order.Enqueue(id);
            if (_order.Count > Capacity)
            {
                _ids.Remove(_order.Dequeue());
            }

            return true;
        }
    }

    /// <summary>Returns whether the id was added.</summary>
    public bool Contains(LoraId id)
    {
        lock (_lock)
        {
            return _ids.Contains(id);
        }
    }

    /// <summary>Removes the id.</summary>
    public void Remove(LoraId id)
    {
        lock (_lock)
        {
            _ids.Remove(id);
        }
    }
}

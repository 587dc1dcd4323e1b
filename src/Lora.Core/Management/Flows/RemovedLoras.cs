using Lora.Catalog;

namespace Lora.Management.Flows;

/// <summary>
/// Remembers which deletes were published lately. The caller that deletes a LoRA and a sweeper that takes the delete over both publish it when they are done, and
/// subscribers should be notified once. Ids are never reused.
/// </summary>
internal sealed class RemovedLoras
{
    private const int Capacity = 1000;

    private readonly Lock _lock = new();
    private readonly HashSet<LoraId> _ids = [];
    private readonly Queue<LoraId> _order = [];

    /// <summary>Adds the id; returns <see langword="false"/> if it is there already.</summary>
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
}

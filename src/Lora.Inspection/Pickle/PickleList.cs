namespace Lora.Inspection.Pickle;

/// <summary>A list or a set on the symbolic stack. Only strings and values that may contain tensors are kept.</summary>
internal sealed class PickleList
{
    public List<PickleValue> Items { get; } = [];

    public bool Add(PickleValue value)
    {
        var kept = value.Content is string || value.MayHoldTensors;
        if (kept)
        {
            Items.Add(value);
        }

        return kept;
    }
}

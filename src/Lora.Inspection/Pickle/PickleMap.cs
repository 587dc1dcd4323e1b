namespace Lora.Inspection.Pickle;

/// <summary>A dictionary or an object with its items on the symbolic stack. Only entries that may contain tensors are kept.</summary>
internal sealed class PickleMap(PickleGlobal? type = null)
{
    /// <summary>Gets the class, or <see langword="null"/> for a plain dictionary.</summary>
    public PickleGlobal? Type { get; } = type;

    public List<KeyValuePair<PickleValue, PickleValue>> Items { get; } = [];

    /// <summary>Gets or sets the state that BUILD gave it.</summary>
    public PickleValue State { get; set; } = PickleValue.Plain;

    public bool Add(PickleValue key, PickleValue value)
    {
        var kept = value.MayHoldTensors && (key.IsInteger || key.Content is string);
        if (kept)
        {
            Items.Add(new(key, value));
        }

        return kept;
    }
}

namespace Lora.Inspection.Pickle;

/// <summary>A tuple on the symbolic stack.</summary>
internal sealed class PickleTuple(PickleValue[] items)
{
    public static PickleTuple Empty { get; } = new([]);

    public PickleValue[] Items { get; } = items;

    /// <summary>Returns the items as whole numbers, or <see langword="null"/> if an item is not one.</summary>
    public long[]? ToNumbers()
    {
        var numbers = new long[Items.Length];
        for (var index = 0; index < numbers.Length; index++)
        {
            if (!Items[index].IsInteger || Items[index].Number < 0)
            {
                return null;
            }

            numbers[index] = Items[index].Number;
        }

        return numbers;
    }
}

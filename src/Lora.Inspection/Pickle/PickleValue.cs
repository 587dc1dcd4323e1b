namespace Lora.Inspection.Pickle;

/// <summary>
/// A Python value on the symbolic stack: a <see cref="string"/>, a <see cref="PickleGlobal"/>, a <see cref="PickleTuple"/>,
/// a <see cref="PickleList"/>, a <see cref="PickleMap"/>, a <see cref="PickleStorage"/>, a <see cref="PickleTensor"/>, a whole number, or anything else.
/// </summary>
internal readonly record struct PickleValue(object Content, long Number = 0)
{
    private static readonly object IntegerTag = new();
    private static readonly object PlainTag = new();
    private static readonly object ComputedTag = new();

    /// <summary>Gets a plain data value: None, a bool, a float, bytes, a long string.</summary>
    public static PickleValue Plain { get; } = new(PlainTag);

    /// <summary>Gets a value that the pickle computes.</summary>
    public static PickleValue Computed { get; } = new(ComputedTag);

    public bool IsInteger => ReferenceEquals(Content, IntegerTag);

    /// <summary>Gets whether it may contain a tensor.</summary>
    public bool MayHoldTensors => Content is PickleTensor or PickleMap or PickleList or PickleTuple { Items.Length: > 0 };

    public static PickleValue Integer(long number) => new(IntegerTag, number);
}

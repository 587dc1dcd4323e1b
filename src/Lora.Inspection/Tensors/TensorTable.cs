namespace Lora.Inspection.Tensors;

/// <summary>
/// The tensors of a file: UTF-8 names, types, shapes and offsets, in a few large arrays instead of an object for each tensor.
/// Both the safetensors reader and the pickle scanner produce one.
/// </summary>
internal sealed class TensorTable(ArraySegment<byte> names, ArraySegment<TensorEntry> entries, ArraySegment<long> dimensions)
{
    public static TensorTable Empty { get; } = new(default, default, default);

    public int Count => entries.Count;

    public ReadOnlySpan<TensorEntry> Entries => entries;

    public ReadOnlySpan<byte> NameOf(in TensorEntry entry) => names.AsSpan(entry.NameStart, entry.NameLength);

    public ReadOnlySpan<long> ShapeOf(in TensorEntry entry) => dimensions.AsSpan(entry.ShapeStart, entry.ShapeLength);
}

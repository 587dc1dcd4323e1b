namespace Lora.Inspection.Tensors;

/// <summary>
/// The tensors of a file: names as UTF-8, types, shapes and places, in few large arrays and not in an object each.
/// A safetensors header and a scanned pickle both come out as one.
/// </summary>
internal sealed class TensorTable(ArraySegment<byte> names, ArraySegment<TensorEntry> entries, ArraySegment<long> dimensions)
{
    public static TensorTable Empty { get; } = new(default, default, default);

    public int Count => entries.Count;

    public ReadOnlySpan<TensorEntry> Entries => entries;

    public ReadOnlySpan<byte> NameOf(in TensorEntry entry) => names.AsSpan(entry.NameStart, entry.NameLength);

    public ReadOnlySpan<long> ShapeOf(in TensorEntry entry) => dimensions.AsSpan(entry.ShapeStart, entry.ShapeLength);
}

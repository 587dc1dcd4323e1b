using System.Text;

namespace Lora.Inspection.Tensors;

/// <summary>Builds a <see cref="TensorTable"/> one tensor at a time.</summary>
internal sealed class TensorTableBuilder
{
    private readonly List<byte> _names = [];
    private readonly List<TensorEntry> _entries = [];
    private readonly List<long> _dimensions = [];

    public int Count => _entries.Count;

    public void Add(ReadOnlySpan<byte> name, TensorType type, ReadOnlySpan<long> shape, long begin = -1, long end = -1)
    {
        _entries.Add(new TensorEntry(_names.Count, name.Length, _dimensions.Count, shape.Length, type, begin, end));
        _names.AddRange(name);
        _dimensions.AddRange(shape);
    }

    public void Add(string name, TensorType type, params ReadOnlySpan<long> shape) => Add(Encoding.UTF8.GetBytes(name), type, shape);

    public TensorTable Build() => new(_names.ToArray(), _entries.ToArray(), _dimensions.ToArray());
}

namespace Lora.Inspection.Identification;

/// <summary>The shapes of one leaf in the modules of a pattern: their count, and up to <see cref="MaxShapes"/> different ones.</summary>
internal sealed class LeafShapes
{
    public const int MaxShapes = 12;

    private readonly List<LeafShape> _shapes = new(1);
    private LeafShape _last;

    public int Count { get; private set; }

    public IReadOnlyList<LeafShape> Shapes => _shapes;

    /// <summary>Gets the smallest and the largest first dimension, also if there are more shapes than are kept.</summary>
    public (long Low, long High) First { get; private set; } = (long.MaxValue, 0);

    /// <summary>Gets the smallest and the largest second dimension, also if there are more shapes than are kept.</summary>
    public (long Low, long High) Second { get; private set; } = (long.MaxValue, 0);

    public void Add(ReadOnlySpan<long> shape)
    {
        if (Count > 0 && _last.Is(shape))
        {
            Count++;
            return;
        }

        Count++;
        var next = new LeafShape(shape.Length, shape.Length > 0 ? shape[0] : 0, shape.Length > 1 ? shape[1] : 0, shape.Length > 2 ? shape[2] : 0);
        _last = next;
        if (_shapes.Count < MaxShapes && !_shapes.Contains(next))
        {
            _shapes.Add(next);
        }

        if (shape.Length >= 2)
        {
            First = (Math.Min(First.Low, next.First), Math.Max(First.High, next.First));
            Second = (Math.Min(Second.Low, next.Second), Math.Max(Second.High, next.Second));
        }
    }
}

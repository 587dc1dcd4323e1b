namespace Lora.Inspection.Identification;

/// <summary>Reads the width of a layer from the tensors of each kind of network.</summary>
internal static class LayerWidths
{
    public static IReadOnlyList<long> Of(ModulePattern module, LayerSide side)
    {
        var widths = new List<long>(2);
        if (side == LayerSide.Input)
        {
            Add(widths, module[TensorLeaf.Down], LayerSide.Input);
            Add(widths, module[TensorLeaf.XlabsDown], LayerSide.Input);
            Add(widths, module[TensorLeaf.AdapterDown], LayerSide.Input);
            Add(widths, module[TensorLeaf.EitherDown], Longer);
            Add(widths, module[TensorLeaf.AdapterEither], Longer);
            Add(widths, module[TensorLeaf.HadaCore] is null ? module[TensorLeaf.HadaRight] : null, LayerSide.Input);
            Add(widths, module[TensorLeaf.GloraA2], LayerSide.Input);
            Add(widths, module[TensorLeaf.Diff], LayerSide.Input);
            Add(widths, module[TensorLeaf.Weight], LayerSide.Input);
            Add(widths, module[TensorLeaf.None], LayerSide.Input);
            AddKronecker(widths, Second(module[TensorLeaf.LokrFirst] ?? module[TensorLeaf.LokrFirstRight]), Second(module[TensorLeaf.LokrSecond] ?? module[TensorLeaf.LokrSecondRight]));
        }
        else
        {
            Add(widths, module[TensorLeaf.Up], LayerSide.Output);
            Add(widths, module[TensorLeaf.XlabsUp], LayerSide.Output);
            Add(widths, module[TensorLeaf.AdapterUp], LayerSide.Output);
            Add(widths, module[TensorLeaf.EitherUp], Longer);
            Add(widths, module[TensorLeaf.AdapterOutput], shape => shape.First, dimensions: 1);
            Add(widths, module[TensorLeaf.HadaCore] is null ? module[TensorLeaf.HadaLeft] : null, LayerSide.Output);
            Add(widths, module[TensorLeaf.GloraB1], LayerSide.Output);
            Add(widths, module[TensorLeaf.Diff], LayerSide.Output);
            Add(widths, module[TensorLeaf.Weight], LayerSide.Output);
            Add(widths, module[TensorLeaf.OftBlocks], OrthogonalWidth);
            AddKronecker(widths, First(module[TensorLeaf.LokrFirst] ?? module[TensorLeaf.LokrFirstLeft]), First(module[TensorLeaf.LokrSecond] ?? module[TensorLeaf.LokrSecondLeft]));
        }

        return widths;
    }

    // A file whose modules have many ranks has more shapes than are kept, but the smallest and the largest width are always known.
    private static void Add(List<long> widths, LeafShapes? leaf, LayerSide side)
    {
        Add(widths, leaf, side == LayerSide.Input ? static shape => shape.Second : static shape => shape.First);
        if (leaf is { Shapes.Count: LeafShapes.MaxShapes } && (side == LayerSide.Input ? leaf.Second : leaf.First) is (var low, > 0 and var high))
        {
            AddNew(widths, low);
            AddNew(widths, high);
        }
    }

    private static void Add(List<long> widths, LeafShapes? leaf, Func<LeafShape, long> read, int dimensions = 2)
    {
        foreach (var shape in leaf?.Shapes ?? [])
        {
            if (shape.Dimensions >= dimensions)
            {
                AddNew(widths, read(shape));
            }
        }
    }

    private static void AddNew(List<long> widths, long width)
    {
        if (width > 0 && !widths.Contains(width))
        {
            widths.Add(width);
        }
    }

    // Ranks are smaller than the layers.
    private static long Longer(LeafShape shape) => Math.Max(shape.First, shape.Second);

    // Separate blocks along the diagonal; a butterfly has several such matrices. PEFT stores half of each block, which doesn't show the width.
    private static long OrthogonalWidth(LeafShape shape) => shape.Dimensions switch
    {
        3 => shape.First * shape.Second,
        4 => shape.Second * shape.Third,
        _ => 0,
    };

    // The factors are in separate tensors, so they can be multiplied only if all modules of the pattern have the same ones.
    private static void AddKronecker(List<long> widths, (long Low, long High) one, (long Low, long High) other)
    {
        if (one.Low == one.High && other.Low == other.High && one.Low is > 0 and < int.MaxValue && other.Low is > 0 and < int.MaxValue)
        {
            widths.Add(one.Low * other.Low);
        }
    }

    private static (long Low, long High) First(LeafShapes? leaf) => leaf?.First ?? (0, 1);

    private static (long Low, long High) Second(LeafShapes? leaf) => leaf?.Second ?? (0, 1);
}

namespace Lora.Inspection.Identification;

/// <summary>Reads the width of a layer from the tensors of each kind of network.</summary>
internal static class LayerWidths
{
    public static IReadOnlyList<long> Of(ModulePattern module, LayerSide side)
    {
        var widths = new List<long>(2);
        if (side == LayerSide.Input)
        {
            Add(widths, module[TensorLeaf.Down], shape => shape.Second);
            Add(widths, module[TensorLeaf.XlabsDown], shape => shape.Second);
            Add(widths, module[TensorLeaf.AdapterDown], shape => shape.Second);
            Add(widths, module[TensorLeaf.EitherDown], Longer);
            Add(widths, module[TensorLeaf.AdapterEither], Longer);
            Add(widths, module[TensorLeaf.HadaCore] is null ? module[TensorLeaf.HadaRight] : null, shape => shape.Second);
            Add(widths, module[TensorLeaf.GloraA2], shape => shape.Second);
            Add(widths, module[TensorLeaf.Diff], shape => shape.Second);
            Add(widths, module[TensorLeaf.Weight], shape => shape.Second);
            Add(widths, module[TensorLeaf.None], shape => shape.Second);
            AddKronecker(widths, Second(module[TensorLeaf.LokrFirst] ?? module[TensorLeaf.LokrFirstRight]), Second(module[TensorLeaf.LokrSecond] ?? module[TensorLeaf.LokrSecondRight]));
        }
        else
        {
            Add(widths, module[TensorLeaf.Up], shape => shape.First);
            Add(widths, module[TensorLeaf.XlabsUp], shape => shape.First);
            Add(widths, module[TensorLeaf.AdapterUp], shape => shape.First);
            Add(widths, module[TensorLeaf.EitherUp], Longer);
            Add(widths, module[TensorLeaf.AdapterOutput], shape => shape.First, dimensions: 1);
            Add(widths, module[TensorLeaf.HadaCore] is null ? module[TensorLeaf.HadaLeft] : null, shape => shape.First);
            Add(widths, module[TensorLeaf.GloraB1], shape => shape.First);
            Add(widths, module[TensorLeaf.Diff], shape => shape.First);
            Add(widths, module[TensorLeaf.Weight], shape => shape.First);
            Add(widths, module[TensorLeaf.OftBlocks], OrthogonalWidth);
            AddKronecker(widths, First(module[TensorLeaf.LokrFirst] ?? module[TensorLeaf.LokrFirstLeft]), First(module[TensorLeaf.LokrSecond] ?? module[TensorLeaf.LokrSecondLeft]));
        }

        return widths;
    }

    private static void Add(List<long> widths, LeafShapes? leaf, Func<LeafShape, long> read, int dimensions = 2)
    {
        foreach (var shape in leaf?.Shapes ?? [])
        {
            if (shape.Dimensions >= dimensions && read(shape) is var width and > 0 && !widths.Contains(width))
            {
                widths.Add(width);
            }
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

namespace Lora.Inspection.Identification;

/// <summary>A layout with the numbers of its marks. Most files match the marks of few layouts, so the rest of the others is never checked.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Marks">The numbers of its marks.</param>
internal sealed record CompiledLayout(TensorLayout Layout, int[] Marks);

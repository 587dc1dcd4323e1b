namespace Lora.Inspection.Identification;

/// <summary>A layout whose marks are numbers already: most files have the marks of few layouts, so nothing else of the others is looked at.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Marks">The numbers of its marks.</param>
internal sealed record CompiledLayout(LoraTensorLayout Layout, int[] Marks);

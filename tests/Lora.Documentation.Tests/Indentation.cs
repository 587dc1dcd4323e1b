namespace Lora.Documentation.Tests;

internal static class Indentation
{
    /// <summary>Removes the indentation that all lines share, and white space at their ends.</summary>
    public static IReadOnlyList<string> Remove(IReadOnlyList<string> lines)
    {
        var written = lines.Where(static line => !string.IsNullOrWhiteSpace(line)).ToList();
        var common = written.Count == 0 ? 0 : written.Min(static line => line.Length - line.TrimStart().Length);
        return [.. lines.Select(line => line.Length <= common ? "" : line[common..].TrimEnd())];
    }
}

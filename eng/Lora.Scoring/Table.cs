namespace Lora.Scoring;

/// <summary>A file of tab-separated values with the names of its columns in the first line.</summary>
internal static class Table
{
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var columns = lines[0].Split('\t');
        foreach (var line in lines.Skip(1).Where(line => line.Length > 0))
        {
            var values = line.Split('\t');
            yield return columns.Select((column, index) => (column, value: index < values.Length ? values[index] : string.Empty))
                .ToDictionary(pair => pair.column, pair => pair.value, StringComparer.Ordinal);
        }
    }
}

using System.Globalization;

namespace Lora.Benchmarks;

/// <summary>Writes tables in Markdown.</summary>
internal static class ResultTable
{
    public static void Write(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Console.WriteLine();
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        Console.WriteLine($"| {string.Join(" | ", columns)} |");
        Console.WriteLine($"| {string.Join(" | ", columns.Select((_, number) => number == 0 ? "---" : "---:"))} |");
        foreach (var row in rows)
        {
            Console.WriteLine($"| {string.Join(" | ", row)} |");
        }
    }

    public static string Milliseconds(double value) => value.ToString(value < 10 ? "0.000" : "0", CultureInfo.InvariantCulture);

    public static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture) + "x";

    public static string Kilobytes(long? bytes) => bytes is { } known ? (known / 1000.0).ToString("N0", CultureInfo.InvariantCulture) : "?";

    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

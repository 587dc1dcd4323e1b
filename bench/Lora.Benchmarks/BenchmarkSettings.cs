using System.Globalization;

namespace Lora.Benchmarks;

/// <summary>The command-line options, without the names of benchmarks.</summary>
/// <param name="Size">The size of the file that is sent, in bytes: <c>--mib 1024</c>.</param>
/// <param name="Rounds">How many times each candidate runs: <c>--rounds 5</c>.</param>
/// <param name="Only">Of uploads, only the candidates with this in their names: <c>--only bare</c>. Of the catalogue, only this database.</param>
/// <param name="Rows">The numbers of LoRAs in the catalogue: <c>--rows 1000000</c>.</param>
internal sealed record BenchmarkSettings(long Size, int Rounds, string Only, IReadOnlyList<int> Rows)
{
    public const long Mebibyte = 1024 * 1024;

    public static (BenchmarkSettings Settings, IReadOnlyList<string> Names) Read(IReadOnlyList<string> arguments)
    {
        var names = new List<string>();
        var settings = new BenchmarkSettings(1024 * Mebibyte, 5, "", [1_000, 100_000, 1_000_000]);
        for (var place = 0; place < arguments.Count; place++)
        {
            switch (arguments[place])
            {
                case "--mib":
                    settings = settings with { Size = Mebibyte * Number(arguments, ++place) };
                    break;
                case "--rounds":
                    settings = settings with { Rounds = Number(arguments, ++place) };
                    break;
                case "--rows":
                    settings = settings with { Rows = [Number(arguments, ++place)] };
                    break;
                case "--only":
                    settings = settings with { Only = arguments[++place] };
                    break;
                case var name:
                    names.Add(name);
                    break;
            }
        }

        return (settings, names);
    }

    public static string Words(long bytes) => bytes % (1024 * Mebibyte) == 0 ? $"{bytes / (1024 * Mebibyte)} GiB" : $"{bytes / Mebibyte} MiB";

    private static int Number(IReadOnlyList<string> arguments, int place) =>
        place < arguments.Count && int.TryParse(arguments[place], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"{arguments[place - 1]} needs a number above 0.", nameof(arguments));
}

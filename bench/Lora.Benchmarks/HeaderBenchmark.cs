using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Lora.Inspection;
using Lora.Inspection.Identification;
using Lora.Inspection.Safetensors;
using Lora.Inspection.Tensors;
using Newtonsoft.Json.Linq;

namespace Lora.Benchmarks;

/// <summary>Reading, checking and understanding a header, beside what only parses it.</summary>
internal static class HeaderBenchmark
{
    private const int Rounds = 101;

    public static void Run(int tensors)
    {
        var file = Samples.Large(tensors);
        var unsorted = Samples.LargeUnsorted(tensors);
        var header = file.Header.ToArray();
        var text = Encoding.UTF8.GetString(header);
        using var reading = SafetensorsReader.Read(header.ToArray(), file.Length);
        var contents = reading.Contents!;
        var results = new Race(Rounds)
            .Add("Bare Utf8JsonReader", () => Pass(header))
            .Add("Inspect: read, check, identify", () => Inspect(file))
            .Add("of it: read and check", () => SafetensorsReader.Read(header, file.Length).Dispose())
            .Add("of it: identify", () => Identifier.Identify(contents, "sample.safetensors", null, LoraRuleSet.Default))
            .Add("Inspect the same, its names unsorted", () => Inspect(unsorted))
            .Add("Newtonsoft JObject.Parse", () => JObject.Parse(text))
            .Run();
        var bare = results[0];
        var inspect = results[1];
        var rows = results.Append(NodeJson.Measure(text)).Where(result => result is not null).Select(result => Row(result!, bare, inspect));
        ResultTable.Write(
            $"{ResultTable.Number(tensors)} tensors, a header of {ResultTable.Kilobytes(header.Length)} kB",
            ["", "best ms", "median ms", "to the bare pass", "to inspecting", "allocated kB"],
            rows);
        Console.WriteLine();
        Console.WriteLine($"The table of tensors takes {ResultTable.Kilobytes(SizeOf(contents.Table))} kB, in pooled memory, for as long as the file is inspected.");
    }

    private static long SizeOf(TensorTable table)
    {
        var size = (long)table.Count * Unsafe.SizeOf<TensorEntry>();
        foreach (ref readonly var entry in table.Entries)
        {
            size += entry.NameLength + (entry.ShapeLength * sizeof(long));
        }

        return size;
    }

    private static string[] Row(RaceResult result, RaceResult bare, RaceResult inspect) =>
    [
        result.Name, ResultTable.Milliseconds(result.Best), ResultTable.Milliseconds(result.Median), ResultTable.Ratio(result.Against(bare)),
        ResultTable.Ratio(result.Against(inspect)), ResultTable.Kilobytes(result.Allocated),
    ];

    private static LoraInspection Inspect(SampleFile file) =>
        LoraInspector.Default.InspectAsync(file, "sample.safetensors").GetAwaiter().GetResult();

    private static void Pass(byte[] header)
    {
        var reader = new Utf8JsonReader(header);
        while (reader.Read())
        {
        }
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Lora.Inspection;
using Lora.Inspection.Identification;
using Lora.Inspection.Safetensors;
using Lora.Inspection.Tensors;
using Newtonsoft.Json.Linq;

namespace Lora.Benchmarks.Micro;

/// <summary>Compares reading, checking and identifying a header with parsers that only parse it.</summary>
public class HeaderBenchmarks
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    private SampleFile _file = default!;
    private SampleFile _unsorted = default!;
    private byte[] _header = [];
    private string _text = "";
    private SafetensorsReading _reading = default!;

    [Params(2_000, 20_000)]
    public int Tensors { get; set; }

    /// <summary>Runs the benchmarks and prints a table for each number of tensors.</summary>
    public static void Run()
    {
        foreach (var (results, tensors) in MicroBenchmark.Run<HeaderBenchmarks>(MicroBenchmark.Short).Zip([2_000, 20_000]))
        {
            var file = Samples.Large(tensors);
            var rows = results.Append(NodeJson.Measure(Encoding.UTF8.GetString(file.Header.Span))).OfType<RaceResult>().Select(result => Row(result, results[0], results[1]));
            ResultTable.Write(
                $"{ResultTable.Number(tensors)} tensors, a header of {ResultTable.Kilobytes(file.Header.Length)} kB",
                ["", "best ms", "median ms", "to the bare pass", "to inspecting", "allocated kB"],
                rows);
            using var reading = SafetensorsReader.Read(file.Header.ToArray(), file.Length);
            Console.WriteLine();
            Console.WriteLine($"The table of tensors takes {ResultTable.Kilobytes(SizeOf(reading.Contents!.Table))} kB, in pooled memory, for the duration of the inspection.");
        }
    }

    [GlobalSetup(Targets = [nameof(Pass), nameof(Read), nameof(Identify), nameof(Newtonsoft)])]
    public void Setup()
    {
        _file = Samples.Large(Tensors);
        _unsorted = Samples.LargeUnsorted(Tensors);
        _header = _file.Header.ToArray();
        _text = Encoding.UTF8.GetString(_header);
        _reading = SafetensorsReader.Read(_header.ToArray(), _file.Length);
    }

    /// <summary>Inspects until the runtime has optimized all of the code with its profile, which takes about two seconds, far longer than for one method.</summary>
    [GlobalSetup(Targets = [nameof(Inspect), nameof(InspectUnsorted)])]
    public void SetupWarm()
    {
        Setup();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < WarmUp;)
        {
            Inspect();
            InspectUnsorted();
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _reading.Dispose();

    [Benchmark(Baseline = true, Description = "Bare Utf8JsonReader")]
    public long Pass()
    {
        var reader = new Utf8JsonReader(_header);
        while (reader.Read())
        {
        }

        return reader.BytesConsumed;
    }

    [Benchmark(Description = "Inspect: read, check, identify")]
    public object Inspect() => LoraInspector.Default.InspectAsync(_file, "sample.safetensors").GetAwaiter().GetResult();

    [Benchmark(Description = "read and check only")]
    public void Read() => SafetensorsReader.Read(_header, _file.Length).Dispose();

    [Benchmark(Description = "identify only")]
    public object Identify() => Identifier.Identify(_reading.Contents!, "sample.safetensors", null, LoraRuleSet.Default);

    [Benchmark(Description = "Inspect the same, its names unsorted")]
    public object InspectUnsorted() => LoraInspector.Default.InspectAsync(_unsorted, "sample.safetensors").GetAwaiter().GetResult();

    [Benchmark(Description = "Newtonsoft JObject.Parse")]
    public object Newtonsoft() => JObject.Parse(_text);

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
        result.Name, ResultTable.Milliseconds(result.Best), ResultTable.Milliseconds(result.Median), ResultTable.Ratio(result.Median / bare.Median),
        ResultTable.Ratio(result.Median / inspect.Median), ResultTable.Kilobytes(result.Allocated),
    ];
}

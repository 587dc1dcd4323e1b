using System.Runtime.InteropServices;
using Lora.Benchmarks;
using Lora.Benchmarks.Browser;
using Lora.Benchmarks.Catalogue;
using Lora.Benchmarks.Memory;
using Lora.Benchmarks.Micro;
using Lora.Benchmarks.Transfers;

var (settings, names) = BenchmarkSettings.Read(args);
var asked = names.Count == 0 ? ["header", "folder", "hash"] : names;
Console.WriteLine($"{Environment.ProcessorCount} processors, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}{MachineLoad.Words}");
foreach (var name in asked)
{
    switch (name)
    {
        case "header":
            HeaderBenchmarks.Run();
            break;
        case "folder":
            FolderBenchmarks.Run();
            break;
        case "hash":
            HashBenchmarks.Run();
            break;
        case "transfer":
            await TransferBenchmark.RunAsync(settings);
            break;
        case "stream":
            await StreamBenchmark.RunAsync(settings);
            break;
        case "browser":
            await BrowserBenchmark.RunAsync(settings);
            break;
        case "memory":
            await MemoryBenchmark.RunAsync(settings);
            break;
        case "catalogue":
            await CatalogueBenchmark.RunAsync(settings);
            break;
        case "partitions":
            await PartitionBenchmark.RunAsync(settings);
            break;
        case "reconcile":
            await ReconcileBenchmark.RunAsync(settings);
            break;
        case "selector":
            await SelectorBenchmark.RunAsync(settings);
            break;
        default:
            Console.Error.WriteLine($"Unknown: {name}. There are header, folder, hash, transfer, stream, browser, memory, catalogue, reconcile, partitions and selector.");
            return 2;
    }
}

return 0;

using System.Runtime.InteropServices;
using Lora.Benchmarks;

var asked = args.Length == 0 ? ["header", "folder", "hash"] : args;
Console.WriteLine($"{Environment.ProcessorCount} processors, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}");
foreach (var name in asked)
{
    switch (name)
    {
        case "header":
            HeaderBenchmark.Run(2_000);
            HeaderBenchmark.Run(20_000);
            break;
        case "folder":
            FolderBenchmark.Run();
            break;
        case "hash":
            HashBenchmark.Run();
            break;
        default:
            Console.Error.WriteLine($"Unknown: {name}. There are header, folder and hash.");
            return 2;
    }
}

return 0;

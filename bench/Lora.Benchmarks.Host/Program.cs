using Lora.Benchmarks.Host.Application;
using Lora.Benchmarks.Host.Sink;

// The servers of the benchmarks, each a process of its own.
switch (args)
{
    case ["application", ..]:
        await UploadApplication.RunAsync(args[1..]);
        return 0;
    case ["selector", ..]:
        await SelectorApplication.RunAsync(args[1..]);
        return 0;
    case ["null-sink", ..]:
        await NullSinkServer.RunAsync(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine("There are application, selector and null-sink.");
        return 2;
}

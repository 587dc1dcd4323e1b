using System.Globalization;
using Lora.HttpFuzzing;
using Lora.HttpFuzzing.Hosting;

var requests = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50_000;
var seed = args.Length > 1 ? ulong.Parse(args[1], CultureInfo.InvariantCulture) : (ulong)DateTime.UtcNow.Ticks;
Console.WriteLine($"seed {seed}");

var artifacts = Path.Combine("artifacts", "http-fuzz");
if (Directory.Exists(artifacts))
{
    Directory.Delete(artifacts, recursive: true);
}

var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
var servers = await FuzzServers.StartAsync(Directory.GetCurrentDirectory(), configuration).ConfigureAwait(false);
await using var ending = servers.ConfigureAwait(false);
var run = new HttpFuzzRun(servers, seed)
{
    Progress = Console.WriteLine,
    Artifacts = artifacts,
    First = args.Length > 2 ? long.Parse(args[2], CultureInfo.InvariantCulture) : 0,
};
var report = await run.ExecuteAsync(requests, TimeSpan.FromMinutes(30)).ConfigureAwait(false);
foreach (var failure in report.Failures)
{
    Console.WriteLine();
    Console.WriteLine(failure);
}

foreach (var operation in report.Unreached)
{
    Console.WriteLine($"refused everything: {operation}");
}

Console.WriteLine(report);
return report.Failures.Count == 0 ? 0 : 1;

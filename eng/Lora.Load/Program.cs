using System.Diagnostics;
using System.Globalization;
using Lora.Load;

var duration = TimeSpan.FromSeconds(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 120);
var application = args.Length > 1 ? args[1] : Path.Combine("samples", "Lora.Samples.Studio", "bin", "Release", "net10.0", "Lora.Samples.Studio.dll");
const int Preflights = 50;
const int SlowForms = 200;

using var server = await LoadServer.StartAsync(application);
using var stop = new CancellationTokenSource();
var tallies = new[] { new Tally("normal user (ada)"), new Tally("hostile preflights"), new Tally("slow forms") };
var (normal, preflights, forms) = (tallies[0], tallies[1], tallies[2]);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{application}: {Preflights} hostile preflights and {SlowForms} slow forms beside a normal user for {duration.TotalSeconds:F0} s, under a heap limit of {LoadServer.HeapLimit / 1024 / 1024} MiB"));

// Most of them work in a workspace of their own, and some in the normal user's.
var hostile = new List<Task>();
for (var index = 0; index < Preflights; index++)
{
    hostile.Add(HostilePreflight.RunAsync(server.Address, UserOf(index), index, preflights, stop.Token));
}

for (var index = 0; index < SlowForms; index++)
{
    hostile.Add(SlowForm.RunAsync(server.Address, UserOf(index), index, forms, stop.Token));
}

var clock = Stopwatch.StartNew();
while (clock.Elapsed < duration && !server.HasExited)
{
    await NormalUser.RunOnceAsync(server.Address, normal);
}

await stop.CancelAsync();
await Task.WhenAll(hostile);
await server.StopAsync();

Console.WriteLine();
Tally.Print(tallies);
Console.WriteLine();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory of the server: {server.PeakMemory / 1024 / 1024} MiB resident"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lines about missing memory in its log: {server.OutOfMemoryLines}"));
var passed = normal.Requests > 0 && normal.Failures == 0 && server.OutOfMemoryLines == 0 && !server.HasCrashed;
Console.WriteLine(passed ? "passed" : "FAILED: a request of the normal user failed, or memory ran out");
return passed ? 0 : 1;

static string UserOf(int index) => index % 20 == 0 ? "ada" : "bob";

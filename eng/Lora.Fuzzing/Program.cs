using System.Globalization;
using Lora.Fuzzing;

var count = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 10_000_000;
var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : int.MaxValue;
var seed = args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : (ulong)DateTime.UtcNow.Ticks;
Console.WriteLine($"seed {seed}");

var run = new FuzzRun(seed, count, TimeSpan.FromSeconds(seconds)) { Progress = Console.WriteLine };
var failures = run.Execute(Environment.ProcessorCount);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Cases} cases in {run.Elapsed.TotalSeconds:F0} s, {run.Cases / run.Elapsed.TotalSeconds:F0} cases/s, slowest {run.Slowest.TotalMilliseconds:F0} ms, {failures.Count} failures"));
foreach (var failure in failures)
{
    var path = failure.Save(Path.Combine("artifacts", "fuzz"));
    Console.WriteLine($"{path}: {failure.Signature}");
}

return failures.Count == 0 ? 0 : 1;

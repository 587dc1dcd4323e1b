using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Lora.Benchmarks.Micro;

/// <summary>Parses the same text with Node, in a separate process after a warm-up.</summary>
internal static class NodeJson
{
    private const string Script = """
        const text = require('fs').readFileSync(process.argv[1], 'utf8');
        const times = [];
        for (let round = 0; round < 150; round++) {
          const start = process.hrtime.bigint();
          JSON.parse(text);
          times.push(Number(process.hrtime.bigint() - start) / 1e6);
        }
        console.log(JSON.stringify(times.slice(50)));
        """;

    /// <returns>The result, or <see langword="null"/> if Node is not installed.</returns>
    public static RaceResult? Measure(string text)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            using var process = Process.Start(new ProcessStartInfo("node", ["-e", Script, path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            var times = JsonSerializer.Deserialize<double[]>(process.StandardOutput.ReadToEnd())!;
            return new RaceResult("Node JSON.parse", times, null);
        }
        catch (Win32Exception)
        {
            Console.WriteLine("Node is not installed; its JSON.parse is left out.");
            return null;
        }
        finally
        {
            File.Delete(path);
        }
    }
}

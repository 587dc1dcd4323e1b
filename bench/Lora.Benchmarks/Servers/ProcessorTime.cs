using System.Globalization;

namespace Lora.Benchmarks.Servers;

/// <summary>How long the processors have worked for a process, as the system counts.</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;
    private const int UserTime = 11;

    /// <summary>That of several processes, in seconds.</summary>
    public static double Of(IEnumerable<int> processes) => processes.Sum(Of);

    private static double Of(int process)
    {
        // The second field is the program's name in parentheses, with spaces perhaps.
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(fields[UserTime], CultureInfo.InvariantCulture) + double.Parse(fields[UserTime + 1], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}

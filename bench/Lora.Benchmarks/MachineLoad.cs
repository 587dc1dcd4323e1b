namespace Lora.Benchmarks;

/// <summary>How much else the machine does.</summary>
internal static class MachineLoad
{
    private const string Source = "/proc/loadavg";

    /// <summary>Returns the load average of the last minute as text; empty if the system does not report it.</summary>
    public static string Words => File.Exists(Source) ? $", load {File.ReadAllText(Source).Split(' ')[0]}" : "";
}

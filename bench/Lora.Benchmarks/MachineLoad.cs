namespace Lora.Benchmarks;

/// <summary>How much else the machine does.</summary>
internal static class MachineLoad
{
    private const string Source = "/proc/loadavg";

    /// <summary>The mean number of processes that wanted a processor in the last minute, as words behind others; nothing where the system does not tell.</summary>
    public static string Words => File.Exists(Source) ? $", load {File.ReadAllText(Source).Split(' ')[0]}" : "";
}

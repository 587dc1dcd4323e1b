using Lora.Storage;

namespace Lora.Limits;

/// <summary>The memory and the inspections that all requests of one process share.</summary>
/// <param name="memory">The bytes that buffers may hold.</param>
/// <param name="inspections">The inspections that may be under way.</param>
internal sealed class ProcessLimits(SharedBudget memory, InspectionLimiter inspections)
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>One workspace alone gets half of the memory; a sixth of it is kept for one buffer, so that one part at least can be filled.</summary>
    private const int FewestParts = 6;

    /// <summary>One workspace alone can have a file inspected that has the longest header. Its directory, if it is a ZIP, takes less than the third header.</summary>
    private const int FewestHeaders = 3;

    private const long LargestDefault = 512 * Mebibyte;

    /// <summary>How long a request waits for memory.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public SharedBudget Memory => memory;

    public InspectionLimiter Inspections => inspections;

    public static ProcessLimits Create(LoraManagementOptions options, TimeProvider time)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var bytes = options.MaxBufferedBytes ?? Math.Max(SmallestMemory(options), Math.Min(available / 4, LargestDefault));
        return new ProcessLimits(new SharedBudget(bytes, Patience, time), InspectionLimiter.Create(options.Inspection, available, time));
    }

    /// <summary>Returns the smallest amount of memory, in bytes, in which every upload and every inspection can be buffered.</summary>
    public static long SmallestMemory(LoraManagementOptions options) => Math.Max(
        FewestParts * LoraPartPlan.For(options.MaxFileSize, options.PartSize).PartSize,
        (long)FewestHeaders * options.Inspection.MaxHeaderLength);
}

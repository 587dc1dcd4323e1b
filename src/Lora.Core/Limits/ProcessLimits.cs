using Lora.Storage;

namespace Lora.Limits;

/// <summary>The memory and the inspections that all requests of one process share.</summary>
/// <param name="memory">The bytes that buffers may hold.</param>
/// <param name="inspections">Limits the inspections in progress.</param>
internal sealed class ProcessLimits(SharedBudget memory, InspectionLimiter inspections)
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>A single workspace gets at most half of the memory. One sixth of it is reserved for one buffer, so that at least one part can be buffered.</summary>
    private const int FewestParts = 6;

    /// <summary>A single workspace must be able to inspect a file with the longest header. The directory of a ZIP file needs less than a third header.</summary>
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

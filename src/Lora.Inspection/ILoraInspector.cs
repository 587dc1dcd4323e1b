namespace Lora.Inspection;

/// <summary>
/// Finds out what a file is, without running anything in it. A host that scans files in other ways too registers its own, and asks
/// <see cref="LoraInspector"/> from there.
/// </summary>
public interface ILoraInspector
{
    /// <summary>Inspects a file. What is wrong with it is said in the result.</summary>
    /// <param name="source">The bytes. Only those that are needed are read.</param>
    /// <param name="fileName">The name it was uploaded under, with its extension.</param>
    /// <param name="cancellationToken">Stops the inspection.</param>
    Task<LoraInspection> InspectAsync(ILoraByteSource source, string fileName, CancellationToken cancellationToken = default);
}

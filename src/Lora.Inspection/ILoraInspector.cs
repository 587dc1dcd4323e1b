namespace Lora.Inspection;

/// <summary>
/// Inspects files without executing anything in them. A host that also scans files in other ways registers its own implementation, which can call <see cref="LoraInspector"/>.
/// Stored facts carry <see cref="LoraInspector.RulesVersion"/>: after a change of an own inspector or rule set, inspect everything again.
/// </summary>
public interface ILoraInspector
{
    /// <summary>Inspects a file. Problems of the file are part of the result.</summary>
    /// <param name="source">The bytes of the file. Only the ranges that are needed are read.</param>
    /// <param name="fileName">The name of the file with its extension.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The facts about the file.</returns>
    Task<LoraInspection> InspectAsync(ILoraByteSource source, string fileName, CancellationToken cancellationToken = default);
}

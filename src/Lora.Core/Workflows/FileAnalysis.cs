using Lora.Errors;
using Lora.Inspection;
using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Inspects files and decides whether they can be uploaded.</summary>
internal sealed class FileAnalysis(ManagerContext context)
{
    /// <summary>Inspects an object in storage and computes its fingerprint, as soon as a slot is available.</summary>
    /// <exception cref="LoraException">Too many inspections are in progress (<see cref="LoraErrorCodes.ServerBusy"/>), or storage failed.</exception>
    public async Task<(LoraInspection Inspection, string Fingerprint)> InspectStoredAsync(
        LoraWorkspaceId workspace, string storageKey, long size, string fileName, CancellationToken cancellationToken)
    {
        using var slot = await context.Limits.Inspections.EnterAsync(workspace, cancellationToken).ConfigureAwait(false);
        var source = new StoredBytes(context.Files, storageKey, size);
        var inspection = await InspectAsync(source, fileName, cancellationToken).ConfigureAwait(false);
        return (inspection, await Fingerprint.OfAsync(source, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Inspects a file before it is stored and, if it has no problems, computes its fingerprint, as soon as a slot is available.</summary>
    /// <exception cref="LoraException">Too many inspections are in progress (<see cref="LoraErrorCodes.ServerBusy"/>).</exception>
    public async Task<(LoraInspection Inspection, IReadOnlyList<LoraIssue> Problems, string? Fingerprint)> CheckAsync(
        LoraWorkspaceId workspace, ILoraByteSource source, string fileName, CancellationToken cancellationToken)
    {
        using var slot = await context.Limits.Inspections.EnterAsync(workspace, cancellationToken).ConfigureAwait(false);
        var inspection = await InspectAsync(source, fileName, cancellationToken).ConfigureAwait(false);
        var problems = FindProblems(inspection);
        return (inspection, problems, problems.Count > 0 ? null : await Fingerprint.OfAsync(source, cancellationToken).ConfigureAwait(false));
    }

    public async Task<LoraInspection> InspectAsync(ILoraByteSource source, string fileName, CancellationToken cancellationToken)
    {
        try
        {
            // A custom inspector might not set the version; without it, the facts would be stale forever.
            var inspection = await context.Inspector.InspectAsync(source, fileName, cancellationToken).ConfigureAwait(false);
            return inspection with { RulesVersion = LoraInspector.RulesVersion };
        }
        catch (EndOfStreamException exception)
        {
            throw new LoraStorageException(LoraErrorCodes.StorageUnavailable, "Storage returned only part of the file. Try again in a moment.", isTransient: true, exception);
        }
    }

    /// <summary>Returns why a file cannot be uploaded; empty if it can. Files that could run code are refused, and so are files that no engine can load.</summary>
    public IReadOnlyList<LoraIssue> FindProblems(LoraInspection inspection)
    {
        if (inspection.Verdict == InspectionVerdict.Ok || (inspection.Verdict == InspectionVerdict.Suspicious && context.Options.AllowSuspicious))
        {
            return [];
        }

        var worst = inspection.Issues.Count == 0 ? InspectionSeverity.Info : inspection.Issues.Max(issue => issue.Severity);
        return inspection.Issues.Count == 0
            ? [ErrorCatalog.Issue(LoraErrorCodes.FileRefused, "file")]
            : [.. inspection.Issues.Where(issue => issue.Severity == worst).Select(issue => new LoraIssue(issue.Code, issue.Message, "file") { Sentence = issue.Sentence })];
    }
}

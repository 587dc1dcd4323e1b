using Lora.Errors;
using Lora.Inspection;
using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Looks into a file and decides whether it may be taken.</summary>
internal sealed class FileAnalysis(ManagerContext context)
{
    /// <summary>Inspects an object in storage and computes its fingerprint, as soon as there is a slot for it.</summary>
    /// <exception cref="LoraException">Too many inspections are under way (<see cref="LoraErrorCodes.ServerBusy"/>), or storage failed.</exception>
    public async Task<(LoraInspection Inspection, string Fingerprint)> LookAsync(
        LoraWorkspaceId workspace, string storageKey, long size, string fileName, CancellationToken cancellationToken)
    {
        using var slot = await context.Limits.Inspections.EnterAsync(workspace, cancellationToken).ConfigureAwait(false);
        var source = new StoredBytes(context.Files, storageKey, size);
        var inspection = await InspectAsync(source, fileName, cancellationToken).ConfigureAwait(false);
        return (inspection, await Fingerprint.OfAsync(source, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Inspects a file that is not stored yet and computes its fingerprint unless it is refused, as soon as there is a slot for it.</summary>
    /// <exception cref="LoraException">Too many inspections are under way (<see cref="LoraErrorCodes.ServerBusy"/>).</exception>
    public async Task<(LoraInspection Inspection, IReadOnlyList<LoraIssue> Problems, string? Fingerprint)> JudgeAsync(
        LoraWorkspaceId workspace, ILoraByteSource source, string fileName, CancellationToken cancellationToken)
    {
        using var slot = await context.Limits.Inspections.EnterAsync(workspace, cancellationToken).ConfigureAwait(false);
        var inspection = await InspectAsync(source, fileName, cancellationToken).ConfigureAwait(false);
        var refusals = Refuse(inspection);
        return (inspection, refusals, refusals.Count > 0 ? null : await Fingerprint.OfAsync(source, cancellationToken).ConfigureAwait(false));
    }

    public async Task<LoraInspection> InspectAsync(ILoraByteSource source, string fileName, CancellationToken cancellationToken)
    {
        try
        {
            // An inspector of the host may not set the version; without it, its facts would be stale forever.
            var inspection = await context.Inspector.InspectAsync(source, fileName, cancellationToken).ConfigureAwait(false);
            return inspection with { RulesVersion = LoraInspector.RulesVersion };
        }
        catch (EndOfStreamException exception)
        {
            throw new LoraStorageException(LoraErrorCodes.StorageUnavailable, "Storage sent less of the file than it has. Try again in a moment.", isTransient: true, exception);
        }
    }

    /// <summary>Why the file may not be taken; empty when it may. What could run code is refused, and so is what no engine could load.</summary>
    public IReadOnlyList<LoraIssue> Refuse(LoraInspection inspection)
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

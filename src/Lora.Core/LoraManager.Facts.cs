using Lora.Inspection;
using Lora.Limits;

namespace Lora;

/// <content>Preflight checks, corrections and pairs.</content>
public sealed partial class LoraManager
{
    /// <summary>Inspects a file before its upload, and finds duplicates in the workspace. Saves nothing.</summary>
    /// <param name="caller">The caller, in the workspace that the file is for.</param>
    /// <param name="fileName">The file name.</param>
    /// <param name="source">The content; only the required ranges are read.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <exception cref="LoraException">
    /// The workspace (<see cref="LoraErrorCodes.InspectionLimit"/>) or the process (<see cref="LoraErrorCodes.ServerBusy"/>) has too many inspections in progress. Transient.
    /// </exception>
    internal async Task<LoraPreflight> PreflightAsync(
        LoraCaller caller, string fileName, ILoraByteSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return (await PreflightAsync(caller, fileName, _ => Task.FromResult<ILoraByteSource?>(source), cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Inspects a file whose bytes are still to be received. The bytes are received once a place is reserved, and parsed when they are complete.</summary>
    /// <param name="caller">The caller, in the workspace that the file is for.</param>
    /// <param name="fileName">The file name.</param>
    /// <param name="receive">Receives the bytes into memory that is released when the inspection ends; <see langword="null"/> to give up.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The result, or <see langword="null"/> if the bytes were not received.</returns>
    internal async Task<LoraPreflight?> PreflightAsync(
        LoraCaller caller, string fileName, Func<BlockBuffer, Task<ILoraByteSource?>> receive, CancellationToken cancellationToken)
    {
        var workspace = Demand(caller, LoraOperation.Upload);
        using var place = _context.Limits.Inspections.Reserve(workspace);
        using var memory = new BlockBuffer(_context.Limits.Memory, workspace);
        if (await receive(memory).ConfigureAwait(false) is not { } source)
        {
            return null;
        }

        var (inspection, problems, fingerprint) = await _analysis.CheckAsync(workspace, source, fileName, cancellationToken).ConfigureAwait(false);
        return new LoraPreflight(
            inspection,
            problems,
            fingerprint is null ? [] : await _context.Store.FindDuplicatesAsync(workspace, source.Length, fingerprint, sha256: null, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Returns the other LoRAs of the workspace with the same file, oldest first, at most 20. Compares SHA-256 if both are known, otherwise the size, the header and the end.
    /// </summary>
    public async Task<IReadOnlyList<LoraDuplicate>> FindDuplicatesAsync(LoraRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        var sha256 = record.Facts.Hashes?.Sha256;
        var found = await _context.Store.FindDuplicatesAsync(record.Workspace, record.Size, record.Facts.Fingerprint, sha256, cancellationToken).ConfigureAwait(false);
        return
        [
            .. from other in found
               let isKnown = sha256 is not null && other.Facts.Hashes is not null
               where other.Id != record.Id && (!isKnown || string.Equals(other.Facts.Hashes!.Sha256, sha256, StringComparison.Ordinal))
               select new LoraDuplicate(this.ToItem(other), isKnown),
        ];
    }

    /// <summary>Inspects a stored LoRA again and saves the result. Corrections are kept. Reads byte ranges only.</summary>
    /// <returns>The LoRA, or the issue <see cref="LoraErrorCodes.LoraNotFound"/>.</returns>
    /// <exception cref="LoraException">
    /// The workspace (<see cref="LoraErrorCodes.InspectionLimit"/>) or the process (<see cref="LoraErrorCodes.ServerBusy"/>) has too many inspections in progress. Transient.
    /// </exception>
    public async Task<LoraResult<LoraRecord>> ReinspectAsync(LoraCaller caller, LoraId id, CancellationToken cancellationToken = default)
    {
        var workspace = Demand(caller, LoraOperation.Edit);
        if (await FindReadyAsync(workspace, id, cancellationToken).ConfigureAwait(false) is not { } record)
        {
            return NotFound;
        }

        using var place = _context.Limits.Inspections.Reserve(workspace);
        var (inspection, fingerprint) = await _analysis.InspectStoredAsync(workspace, record.StorageKey, record.Size, record.FileName, cancellationToken).ConfigureAwait(false);
        return await AuditedAsync(caller, LoraAuditAction.Reinspected, id, () => ChangeAsync(
            workspace,
            id,
            current => current with { Facts = current.Facts.With(inspection) with { Fingerprint = fingerprint } },
            (changed, stamp) => _context.Store.TryUpdateWithThumbnailAsync(changed, inspection.Metadata.Thumbnail, stamp, cancellationToken),
            cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Saves a user's correction of the detected values. An empty correction reverts an earlier one.</summary>
    /// <returns>The LoRA, or the issue <see cref="LoraErrorCodes.LoraNotFound"/> or <see cref="LoraErrorCodes.CorrectionInvalid"/>.</returns>
    public async Task<LoraResult<LoraRecord>> CorrectAsync(
        LoraCaller caller, LoraId id, LoraCorrection correction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(correction);
        var workspace = Demand(caller, LoraOperation.Edit);
        var tidy = new LoraCorrection { Family = Tidy(correction.Family), Variant = Tidy(correction.Variant), Role = correction.Role };
        if (!IsShort(tidy.Family) || !IsShort(tidy.Variant))
        {
            return new LoraIssue(
                LoraErrorCodes.CorrectionInvalid, $"A base model or a variant can have at most {LoraCorrection.MaxLength} characters: printable ASCII without |.", "correction");
        }

        if (tidy.Role is { } role && !Enum.IsDefined(role))
        {
            return new LoraIssue(LoraErrorCodes.CorrectionInvalid, $"{role} is not a noise expert. Choose a value of {nameof(LoraNoiseExpert)}.", "correction");
        }

        return await AuditedAsync(caller, LoraAuditAction.Corrected, id, () => ChangeAsync(
            workspace, id, record => record with { Facts = record.Facts with { Correction = tidy.IsEmpty() ? null : tidy } }, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Returns the number of LoRAs of each base model in the workspace.</summary>
    public Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(LoraCaller caller, CancellationToken cancellationToken = default) =>
        _context.Store.CountFamiliesAsync(Demand(caller, LoraOperation.View), cancellationToken);

    /// <summary>Returns the partner in a high-noise/low-noise pair: the one a user selected, otherwise the one whose name and facts match; <see langword="null"/> if none.</summary>
    public async Task<LoraRecord?> FindPartnerAsync(LoraCaller caller, LoraId id, CancellationToken cancellationToken = default) =>
        await FindAsync(caller, id, cancellationToken).ConfigureAwait(false) is { } record
            ? await _pairs.FindAsync(record, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>Links two LoRAs as a high-noise/low-noise pair, or marks one as having no partner.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="id">The LoRA.</param>
    /// <param name="partner">The partner; <see langword="null"/> for none, even if another LoRA's name matches.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The LoRA, or the issue <see cref="LoraErrorCodes.LoraNotFound"/> or <see cref="LoraErrorCodes.CorrectionInvalid"/>.</returns>
    public async Task<LoraResult<LoraRecord>> PairAsync(LoraCaller caller, LoraId id, LoraId? partner, CancellationToken cancellationToken = default)
    {
        var workspace = Demand(caller, LoraOperation.Edit);
        if (partner == id)
        {
            return new LoraIssue(LoraErrorCodes.CorrectionInvalid, "A LoRA can't be paired with itself. Choose another one.", "partner");
        }

        if (partner is { } other)
        {
            var linked = await AuditedAsync(caller, LoraAuditAction.Paired, other, () => ChangeAsync(workspace, other, record => Paired(record, id), cancellationToken)).ConfigureAwait(false);
            if (!linked.Succeeded)
            {
                return linked;
            }
        }

        return await AuditedAsync(caller, LoraAuditAction.Paired, id, () => ChangeAsync(workspace, id, record => Paired(record, partner), cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>
    /// Returns the thumbnail from a LoRA's header as the inspection stored it, or <see langword="null"/> if the workspace has no ready LoRA with this id or no thumbnail
    /// is stored. Never reads the file.
    /// </summary>
    public Task<LoraThumbnail?> GetThumbnailAsync(LoraCaller caller, LoraId id, CancellationToken cancellationToken = default) =>
        _context.Store.FindThumbnailAsync(Demand(caller, LoraOperation.View), id, cancellationToken);

    private static LoraRecord Paired(LoraRecord record, LoraId? partner) => record with { Facts = record.Facts with { Partner = new LoraPartner(partner) } };

    private static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool IsShort(string? text) =>
        text is null || (text.Length <= LoraCorrection.MaxLength && text.All(letter => letter is >= ' ' and <= '~' and not '|'));
}

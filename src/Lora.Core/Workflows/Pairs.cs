using Lora.Inspection;
using Lora.Inspection.Pairing;

namespace Lora.Workflows;

/// <summary>
/// Finds high-noise/low-noise pairs. A link that a user made applies only while neither LoRA contradicts it, so it needs no transaction over both rows.
/// </summary>
internal sealed class Pairs(ManagerContext context)
{
    public async Task<LoraRecord?> FindAsync(LoraRecord record, CancellationToken cancellationToken)
    {
        if (record.Facts.Partner is { } decided)
        {
            return decided.Id is { } id && await FindReadyAsync(record.Workspace, id, cancellationToken).ConfigureAwait(false) is { } linked && Agrees(linked, record)
                ? linked
                : null;
        }

        return record.Facts.Role() is LoraNoiseExpert.High or LoraNoiseExpert.Low
            ? await FindByNameAsync(record, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private async Task<LoraRecord?> FindByNameAsync(LoraRecord record, CancellationToken cancellationToken)
    {
        if (PairFinder.SharedWord(record.FileName) is not { Length: > 0 } word)
        {
            return null;
        }

        var query = new LoraQuery
        {
            Search = word,
            // The LoRAs of the same expert show whether a partner belongs to another one.
            Roles = [LoraNoiseExpert.High, LoraNoiseExpert.Low],
            Take = LoraQuery.MaxTake,
        };
        var page = await context.Store.QueryAsync(record.Workspace, query, cancellationToken).ConfigureAwait(false);
        var free = page.Items.Where(item => Agrees(item, record)).ToDictionary(item => item.Id.ToString(), StringComparer.Ordinal);
        return PairFinder.Find(ItemOf(record), free.Values.Select(ItemOf)) is { } partner ? free[partner.Id] : null;
    }

    private static PairCandidate ItemOf(LoraRecord record)
    {
        var found = record.Facts.Inspection?.Identification ?? new LoraIdentification();
        return new PairCandidate(record.Id.ToString(), record.FileName, record.Facts.Family(), found.Kinds, found.Rank?.Max, record.Facts.Role());
    }

    /// <summary>Returns whether the other LoRA is not linked to a different partner.</summary>
    private static bool Agrees(LoraRecord other, LoraRecord record) => other.Facts.Partner is null || other.Facts.Partner.Id == record.Id;

    private async Task<LoraRecord?> FindReadyAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken) =>
        await context.Store.FindAsync(workspace, id, cancellationToken).ConfigureAwait(false) is { State: LoraState.Ready } record ? record : null;
}

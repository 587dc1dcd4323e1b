using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Lora.Inspection;
using Lora.Inspection.Pairing;

namespace Lora.Workflows;

/// <summary>
/// Finds high-noise/low-noise pairs. A link that a user made applies only while neither LoRA contradicts it, so it needs no transaction over both rows.
/// </summary>
internal sealed class Pairs(ManagerContext context)
{
    /// <summary>With more LoRAs of one name than this, none of them has a partner until a user links two.</summary>
    private const int MaxSameName = 50;

    public async Task<LoraRecord?> FindAsync(LoraRecord record, CancellationToken cancellationToken)
    {
        if (record.Facts.Partner is { } decided)
        {
            return decided.Id is { } id && await FindReadyAsync(record.Workspace, id, cancellationToken).ConfigureAwait(false) is { } linked && Agrees(linked.Facts.Partner, record)
                ? linked
                : null;
        }

        return record.Facts.Role() is LoraNoiseExpert.High or LoraNoiseExpert.Low
            ? await FindByNameAsync(record, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>Returns <see cref="LoraRecord.PairKey"/> for a file name: the start of a SHA-256, so that it has the same length for every name.</summary>
    public static long? KeyOf(string fileName) =>
        PairFinder.Key(fileName) is { Length: > 0 } key ? BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key))) : null;

    private async Task<LoraRecord?> FindByNameAsync(LoraRecord record, CancellationToken cancellationToken)
    {
        if (record.PairKey is not { } key)
        {
            return null;
        }

        // All LoRAs of this pair's name, or it can't be known whether the partner belongs to another one.
        var items = await context.Store.FindByPairKeyAsync(record.Workspace, key, MaxSameName + 1, cancellationToken).ConfigureAwait(false);
        if (items.Count > MaxSameName)
        {
            return null;
        }

        var candidates = items.Where(item => item.Id != record.Id && Agrees(item.Facts.Partner, record)).Select(ItemOf);
        return PairFinder.Find(ItemOf(LoraItem.FromRecord(record)), candidates) is { } partner && LoraId.TryParse(partner.Id, out var id)
            ? await FindReadyAsync(record.Workspace, id, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private static PairCandidate ItemOf(LoraItem item) =>
        new(item.Id.ToString(), item.FileName, item.Facts.Family, item.Facts.Kinds, item.Facts.Rank?.Max, item.Facts.Role);

    /// <summary>Returns whether another LoRA with this partner is not linked to a different one.</summary>
    private static bool Agrees(LoraPartner? other, LoraRecord record) => other is null || other.Id == record.Id;

    private async Task<LoraRecord?> FindReadyAsync(LoraWorkspaceId workspace, LoraId id, CancellationToken cancellationToken) =>
        await context.Store.FindAsync(workspace, id, cancellationToken).ConfigureAwait(false) is { State: LoraState.Ready } record ? record : null;
}

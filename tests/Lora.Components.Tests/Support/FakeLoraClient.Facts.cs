using Lora.Inspection;

namespace Lora.Components.Tests.Support;

/// <content>What is inside the LoRAs.</content>
internal sealed partial class FakeLoraClient
{
    public Dictionary<LoraId, LoraInspection> Inspections { get; } = [];

    public Dictionary<LoraId, List<LoraDuplicate>> Duplicates { get; } = [];

    public List<(LoraId Id, LoraCorrection Correction)> Corrections { get; } = [];

    /// <summary>The other half of each half, found or linked.</summary>
    public Dictionary<LoraId, LoraId> Partners { get; } = [];

    public List<(LoraId Id, LoraId? Partner)> Pairings { get; } = [];

    /// <summary>What a correction is refused with, if it is set.</summary>
    public LoraIssue? CorrectionIssue { get; set; }

    /// <summary>Thrown by every question about the inside while it is set, or while the user may not view.</summary>
    public Exception? FactsFault
    {
        get => Allowed.Contains(LoraOperation.View) ? field : Denied();
        set;
    }

    public Task<LoraInspection?> GetInspectionAsync(LoraId id, CancellationToken cancellationToken = default) =>
        FactsFault is null ? Task.FromResult(Inspections.GetValueOrDefault(id)) : Task.FromException<LoraInspection?>(FactsFault);

    public Task<IReadOnlyList<LoraDuplicate>> FindDuplicatesAsync(LoraId id, CancellationToken cancellationToken = default) => FactsFault is null
        ? Task.FromResult<IReadOnlyList<LoraDuplicate>>(Duplicates.GetValueOrDefault(id) ?? [])
        : Task.FromException<IReadOnlyList<LoraDuplicate>>(FactsFault);

    public Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(CancellationToken cancellationToken = default) => FactsFault is null
        ? Task.FromResult<IReadOnlyDictionary<string, int>>(Items.CountBy(item => item.Facts.Family, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal))
        : Task.FromException<IReadOnlyDictionary<string, int>>(FactsFault);

    public async Task<LoraResult<LoraItem>> CorrectAsync(LoraId id, LoraCorrection correction, CancellationToken cancellationToken = default)
    {
        Corrections.Add((id, correction));
        await DemandAsync(LoraOperation.Edit);
        return CorrectionIssue is { } issue
            ? issue
            : await Change(id, facts => facts with
            {
                Correction = correction.IsEmpty() ? null : correction,
                Family = correction.Family ?? facts.Family,
                Role = correction.Role ?? facts.Role,
            });
    }

    public Task<LoraItem?> FindPartnerAsync(LoraId id, CancellationToken cancellationToken = default) => FactsFault is null
        ? Task.FromResult(Partners.TryGetValue(id, out var partner) ? Items.Find(item => item.Id == partner) : null)
        : Task.FromException<LoraItem?>(FactsFault);

    public async Task<LoraResult<LoraItem>> PairAsync(LoraId id, LoraId? partner, CancellationToken cancellationToken = default)
    {
        Pairings.Add((id, partner));
        await DemandAsync(LoraOperation.Edit);
        Partners.Remove(id);
        if (partner is { } other)
        {
            Partners[id] = other;
        }

        return await Change(id, facts => facts with { Partner = new LoraPartner(partner) });
    }

    private static IEnumerable<string> FamiliesOf(LoraItem item) => item.Facts.Candidates.Count > 0 ? item.Facts.Candidates : [item.Facts.Family];

    private Task<LoraResult<LoraItem>> Change(LoraId id, Func<LoraItemFacts, LoraItemFacts> change)
    {
        var place = Items.FindIndex(item => item.Id == id);
        Items[place] = Items[place] with { Facts = change(Items[place].Facts) };
        return Task.FromResult(LoraResult.Success(Items[place]));
    }
}

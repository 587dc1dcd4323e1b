using Lora.Inspection;

namespace Lora.Components.Tests.Support;

/// <content>The analysis of the LoRAs.</content>
internal sealed partial class FakeLoraClient
{
    public Dictionary<LoraId, LoraInspection> Inspections { get; } = [];

    public Dictionary<LoraId, List<LoraDuplicate>> Duplicates { get; } = [];

    public List<(LoraId Id, LoraCorrection Correction)> Corrections { get; } = [];

    /// <summary>Gets the partners by id.</summary>
    public Dictionary<LoraId, LoraId> Partners { get; } = [];

    public List<(LoraId Id, LoraId? Partner)> Pairings { get; } = [];

    /// <summary>The issue that corrections return, if any.</summary>
    public LoraIssue? CorrectionIssue { get; set; }

    /// <summary>The exception of analysis requests; <see langword="null"/> for success. Denies requests without view permission.</summary>
    public Exception? FactsException
    {
        get => Allowed.Contains(LoraOperation.View) ? field : Denied();
        set;
    }

    public Task<LoraInspection?> GetInspectionAsync(LoraId id, CancellationToken cancellationToken = default) =>
        FactsException is null ? Task.FromResult(Inspections.GetValueOrDefault(id)) : Task.FromException<LoraInspection?>(FactsException);

    public Task<IReadOnlyList<LoraDuplicate>> FindDuplicatesAsync(LoraId id, CancellationToken cancellationToken = default) => FactsException is null
        ? Task.FromResult<IReadOnlyList<LoraDuplicate>>(Duplicates.GetValueOrDefault(id) ?? [])
        : Task.FromException<IReadOnlyList<LoraDuplicate>>(FactsException);

    public Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(CancellationToken cancellationToken = default) => FactsException is null
        ? Task.FromResult<IReadOnlyDictionary<string, int>>(Items.CountBy(item => item.Facts.Family, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal))
        : Task.FromException<IReadOnlyDictionary<string, int>>(FactsException);

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

    public Task<LoraItem?> FindPartnerAsync(LoraId id, CancellationToken cancellationToken = default) => FactsException is null
        ? Task.FromResult(Partners.TryGetValue(id, out var partner) ? Items.Find(item => item.Id == partner) : null)
        : Task.FromException<LoraItem?>(FactsException);

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

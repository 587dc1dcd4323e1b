using System.Runtime.CompilerServices;
using Lora.Inspection;
using Lora.Testing.Queries;

namespace Lora.Testing;

/// <summary>
/// A client for tests of components, without a server: it answers from LoRAs that the test adds, as a real one does. The test can let calls fail (<see cref="FailNext(string, Exception, int)"/>)
/// or wait (<see cref="DelayNext"/>), raise changes (<see cref="Notify"/>), and read which calls were made (<see cref="Calls"/>). Safe for concurrent use.
/// </summary>
public sealed partial class ScriptedLoraClient : ILoraClient
{
    private readonly Lock _lock = new();

    /// <inheritdoc />
    public LoraFileRules FileRules { get; init; } = new();

    /// <inheritdoc />
    public string ApiPath { get; init; } = "api/lora";

    /// <inheritdoc />
    public string UploadsPath => $"{ApiPath}/uploads";

    /// <inheritdoc />
    public Task<LoraPage<LoraItem>> ListAsync(LoraQuery query, CancellationToken cancellationToken = default) => CallAsync(
        LoraOperation.View,
        [query],
        () =>
        {
            try
            {
                return QueryRunner.Run(_items.Select(CandidateOf), query);
            }
            catch (ArgumentException exception)
            {
                throw new LoraException(LoraErrorCodes.QueryInvalid, "A query parameter is not valid. Correct it and try again.", innerException: exception);
            }
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<LoraItem?> FindAsync(string pathOrId, CancellationToken cancellationToken = default) => CallAsync(
        LoraOperation.View,
        [pathOrId],
        () => _items.Find(item => item.Path == pathOrId || (LoraId.TryParse(pathOrId, out var id) && item.Id == id)),
        cancellationToken);

    /// <inheritdoc />
    public Task<LoraInspection?> GetInspectionAsync(LoraId id, CancellationToken cancellationToken = default) =>
        CallAsync(LoraOperation.View, [id], () => Item(id) is null ? null : Inspections.TryGetValue(id, out var inspection) ? inspection : null, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<LoraDuplicate>> FindDuplicatesAsync(LoraId id, CancellationToken cancellationToken = default) => CallAsync<IReadOnlyList<LoraDuplicate>>(
        LoraOperation.View, [id], () => Item(id) is not null && Duplicates.TryGetValue(id, out var duplicates) ? [.. duplicates] : [], cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(CancellationToken cancellationToken = default) => CallAsync<IReadOnlyDictionary<string, int>>(
        LoraOperation.View,
        [],
        () => _items.SelectMany(FamiliesOf).CountBy(static family => family, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
        cancellationToken);

    /// <inheritdoc />
    public Task<LoraResult<LoraItem>> CorrectAsync(LoraId id, LoraCorrection correction, CancellationToken cancellationToken = default) => ChangeAsync(
        LoraOperation.Edit,
        [id, correction],
        () =>
        {
            ArgumentNullException.ThrowIfNull(correction);
            return Changed(id, item => item with { Facts = Corrected(item, correction) });
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<LoraItem?> FindPartnerAsync(LoraId id, CancellationToken cancellationToken = default) => CallAsync(
        LoraOperation.View,
        [id],
        () => Item(id) is not { } item ? null
            : item.Facts.Partner is { } decided ? decided.Id is { } chosen ? Item(chosen) : null
            : Partners.TryGetValue(id, out var partner) ? Item(partner) : null,
        cancellationToken);

    /// <inheritdoc />
    public Task<LoraResult<LoraItem>> PairAsync(LoraId id, LoraId? partner, CancellationToken cancellationToken = default) => ChangeAsync(
        LoraOperation.Edit,
        [id, partner],
        () =>
        {
            if (partner == id)
            {
                return new LoraIssue(LoraErrorCodes.CorrectionInvalid, "A LoRA can't be paired with itself. Choose another one.", "partner");
            }

            if (Item(id) is not null && partner is { } other && Changed(other, item => Paired(item, id)) is { Succeeded: false } failed)
            {
                return failed;
            }

            return Changed(id, item => Paired(item, partner));
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<LoraResult<LoraItem>> RenameAsync(LoraId id, string name, CancellationToken cancellationToken = default) => ChangeAsync(
        LoraOperation.Edit,
        [id, name],
        () => NameRules.Check(name) is { } issue ? issue : Changed(id, item => item with { Name = name.Trim() }),
        cancellationToken);

    /// <inheritdoc />
    public Task<LoraResult<LoraItem>> DeleteAsync(LoraId id, CancellationToken cancellationToken = default) => ChangeAsync(
        LoraOperation.Delete,
        [id],
        () =>
        {
            if (Item(id) is not { } item)
            {
                return NotFound();
            }

            _items.Remove(item);
            _raised.Add(new LoraChange(LoraChangeKind.Removed, id));
            return item;
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<LoraWorkspaceInfo> GetWorkspaceAsync(CancellationToken cancellationToken = default) => CallAsync(
        operation: null,
        [],
        () => new LoraWorkspaceInfo([.. Allowed], Usage ?? new LoraUsage(_items.Count, _items.Sum(static item => item.Size), 0, 0), Limits),
        cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IDisposable> SubscribeAsync(Action<LoraChange> handler, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return await CallAsync(
            LoraOperation.View,
            [],
            () =>
            {
                var subscription = new Subscription(this, handler);
                _subscriptions.Add(subscription);
                return subscription;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static LoraIssue NotFound() => new(LoraErrorCodes.LoraNotFound, "This LoRA no longer exists. Refresh the list.");

    private static LoraItem Paired(LoraItem item, LoraId? partner) => item with { Facts = item.Facts with { Partner = new LoraPartner(partner) } };

    private static IReadOnlyList<string> FamiliesOf(LoraItem item) => item.Facts.Candidates.Count > 0 ? item.Facts.Candidates : [item.Facts.Family];

    private static Candidate<LoraItem> CandidateOf(LoraItem item) => new(
        item, item.Id, SearchText.Fold(item.Name), [SearchText.Fold(item.FileName), .. item.Facts.TriggerWords.Select(SearchText.Fold)], item.Size, item.UploadedAt, item.LastUsedAt, FamiliesOf(item), item.Facts.Role, item.IsMissing);

    private LoraItem? Item(LoraId id) => _items.Find(item => item.Id == id);

    private LoraResult<LoraItem> Changed(LoraId id, Func<LoraItem, LoraItem> change)
    {
        var place = _items.FindIndex(item => item.Id == id);
        if (place < 0)
        {
            return NotFound();
        }

        _items[place] = change(_items[place]);
        _raised.Add(new LoraChange(LoraChangeKind.Updated, id));
        return _items[place];
    }

    private LoraItemFacts Corrected(LoraItem item, LoraCorrection correction)
    {
        if (item.Facts.Correction is null)
        {
            _detected[item.Id] = item.Facts;
        }

        var detected = _detected.GetValueOrDefault(item.Id, item.Facts);
        return item.Facts with
        {
            Correction = correction.IsEmpty() ? null : correction,
            Family = correction.Family ?? detected.Family,
            Variant = correction.Variant ?? (correction.Family is null ? detected.Variant : null),
            Role = correction.Role ?? detected.Role,
            Confidence = correction.Family is null ? detected.Confidence : InspectionConfidence.Certain,
            Candidates = correction.Family is null ? detected.Candidates : [],
        };
    }

    /// <summary>Answers a call that changes LoRAs. Then raises the changes, as a server does after they are saved.</summary>
    private async Task<LoraResult<LoraItem>> ChangeAsync(
        LoraOperation operation, object?[] arguments, Func<LoraResult<LoraItem>> answer, CancellationToken cancellationToken, [CallerMemberName] string member = "")
    {
        try
        {
            return await CallAsync(operation, arguments, answer, cancellationToken, member).ConfigureAwait(false);
        }
        catch (ScriptedIssueException exception)
        {
            return exception.Issue;
        }
        finally
        {
            NotifyAll();
        }
    }
}

using System.Globalization;

namespace Lora.Components.Tests.Support;

/// <summary>An in-memory workspace whose calls can be made to fail or wait.</summary>
internal sealed partial class FakeLoraClient : ILoraClient
{
    private readonly List<Action<LoraChange>> _handlers = [];

    public List<LoraItem> Items { get; } = [];

    public List<LoraQuery> Queries { get; } = [];

    public List<LoraId> Deletes { get; } = [];

    public int Subscribers => _handlers.Count;

    /// <summary>The exception of list requests; <see langword="null"/> for success.</summary>
    public Exception? ListException { get; set; }

    /// <summary>The exception of lookups; <see langword="null"/> for success.</summary>
    public Exception? FindException { get; set; }

    /// <summary>The task that lookups wait for, if any.</summary>
    public Task? FindGate { get; set; }

    public List<string> Finds { get; } = [];

    /// <summary>The exception of subscriptions; <see langword="null"/> for success.</summary>
    public Exception? SubscribeException { get; set; }

    /// <summary>The exception of deletes; <see langword="null"/> for success.</summary>
    public Exception? DeleteException { get; set; }

    /// <summary>The function whose task list requests wait for, if any.</summary>
    public Func<LoraQuery, CancellationToken, Task>? Gate { get; set; }

    public LoraFileRules FileRules { get; init; } = new();

    public string ApiPath => "api/lora";

    public string UploadsPath => "api/lora/uploads";

    public LoraItem Add(string name, long size = 1_000_000, DateTimeOffset? uploadedAt = null, string format = "safetensors", DateTimeOffset? lastUsedAt = null, LoraItemFacts? facts = null)
    {
        var id = LoraId.New(TimeProvider.System);
        var item = new LoraItem(
            id, name, $"{name}.{format}", format, size, $"s3://loras/{id}", uploadedAt ?? new DateTimeOffset(2026, 5, 3, 12, 0, Items.Count % 60, TimeSpan.Zero), lastUsedAt, 0)
        {
            Facts = facts ?? new LoraItemFacts(),
        };
        Items.Add(item);
        return item;
    }

    /// <summary>Changes a LoRA, like the server.</summary>
    public LoraItem Change(LoraItem item, Func<LoraItem, LoraItem> change) => Items[Items.IndexOf(item)] = change(item);

    public void Notify(LoraChangeKind kind, LoraId id)
    {
        foreach (var handler in _handlers.ToList())
        {
            handler(new LoraChange(kind, id));
        }
    }

    public async Task<LoraPage<LoraItem>> ListAsync(LoraQuery query, CancellationToken cancellationToken = default)
    {
        Queries.Add(query);
        Demand(LoraOperation.View);
        if (Gate is not null)
        {
            await Gate(query, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (ListException is not null)
        {
            throw ListException;
        }

        var matches = Items.Where(item => (query.IncludeMissing || !item.IsMissing)
            && (string.IsNullOrEmpty(query.Search) || item.Name.Contains(query.Search, StringComparison.OrdinalIgnoreCase))
            && (query.Families.Count == 0 || FamiliesOf(item).Intersect(query.Families, StringComparer.Ordinal).Any())
            && (query.Roles.Count == 0 || query.Roles.Contains(item.Facts.Role)));
        var sorted = query.Sort switch
        {
            LoraSort.Name => matches.OrderBy(item => item.Name, StringComparer.Ordinal),
            LoraSort.Largest => matches.OrderByDescending(item => item.Size),
            LoraSort.RecentlyUsed => matches.Where(item => item.LastUsedAt is not null).OrderByDescending(item => item.LastUsedAt),
            _ => matches.OrderByDescending(item => item.UploadedAt),
        };
        var all = sorted.ToList();
        var skip = query.After is null ? 0 : int.Parse(query.After, CultureInfo.InvariantCulture);
        var page = all.Skip(skip).Take(query.Take).ToList();
        var end = skip + page.Count;
        return new LoraPage<LoraItem>(page, end < all.Count ? end.ToString(CultureInfo.InvariantCulture) : null) { Total = all.Count, TotalSize = all.Sum(item => item.Size) };
    }

    public async Task<LoraItem?> FindAsync(string pathOrId, CancellationToken cancellationToken = default)
    {
        Finds.Add(pathOrId);
        Demand(LoraOperation.View);
        await (FindGate ?? Task.CompletedTask);
        return FindException is null ? Items.Find(item => item.Path == pathOrId || item.Id.ToString() == pathOrId) : throw FindException;
    }

    public async Task<LoraResult<LoraItem>> RenameAsync(LoraId id, string name, CancellationToken cancellationToken = default)
    {
        await DemandAsync(LoraOperation.Edit);
        var issues = LoraNameRules.Check(name);
        if (issues.Count > 0)
        {
            return LoraResult.Failure<LoraItem>(issues);
        }

        var place = Items.FindIndex(item => item.Id == id);
        Items[place] = Items[place] with { Name = name };
        return LoraResult.Success(Items[place]);
    }

    public async Task<LoraResult<LoraItem>> DeleteAsync(LoraId id, CancellationToken cancellationToken = default)
    {
        Deletes.Add(id);
        await DemandAsync(LoraOperation.Delete);
        if (DeleteException is not null)
        {
            throw DeleteException;
        }

        if (Items.Find(item => item.Id == id) is not { } item)
        {
            return new LoraIssue(LoraErrorCodes.LoraNotFound, "There is no such LoRA.");
        }

        Items.Remove(item);
        return item;
    }

    public ValueTask<IDisposable> SubscribeAsync(Action<LoraChange> handler, CancellationToken cancellationToken = default)
    {
        Demand(LoraOperation.View);
        if (SubscribeException is not null)
        {
            throw SubscribeException;
        }

        _handlers.Add(handler);
        return new ValueTask<IDisposable>(new Subscription(() => _handlers.Remove(handler)));
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

using System.Collections.Concurrent;
using Lora.Inspection;

namespace Lora.Testing;

/// <content>What the workspace has.</content>
public sealed partial class ScriptedLoraClient
{
    private const int DefaultSize = 1_000_000;
    private static readonly DateTimeOffset FirstUpload = new(2026, 5, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly List<LoraItem> _items = [];
    private readonly Dictionary<LoraId, LoraItemFacts> _detected = [];
    private int _added;

    /// <summary>Gets a copy of the LoRAs, in the order in which they were added.</summary>
    public IReadOnlyList<LoraItem> Items
    {
        get
        {
            lock (_lock)
            {
                return [.. _items];
            }
        }
    }

    /// <summary>Gets the inspections that <see cref="ILoraClient.GetInspectionAsync"/> returns.</summary>
    public IDictionary<LoraId, LoraInspection> Inspections { get; } = new ConcurrentDictionary<LoraId, LoraInspection>();

    /// <summary>Gets the duplicates that <see cref="ILoraClient.FindDuplicatesAsync"/> returns.</summary>
    public IDictionary<LoraId, IReadOnlyList<LoraDuplicate>> Duplicates { get; } = new ConcurrentDictionary<LoraId, IReadOnlyList<LoraDuplicate>>();

    /// <summary>Gets the partners that <see cref="ILoraClient.FindPartnerAsync"/> returns for LoRAs without a partner that a user selected.</summary>
    public IDictionary<LoraId, LoraId> Partners { get; } = new ConcurrentDictionary<LoraId, LoraId>();

    /// <summary>Gets or sets the permissions of the user. A call without permission fails with <see cref="LoraErrorCodes.PermissionDenied"/>. Default: all.</summary>
    public IReadOnlyCollection<LoraOperation> Allowed { get; set; } = Enum.GetValues<LoraOperation>();

    /// <summary>Gets or sets the usage of the workspace. Default: <see langword="null"/>, that of <see cref="Items"/> without unfinished uploads.</summary>
    public LoraUsage? Usage { get; set; }

    /// <summary>Gets or sets the limits of the workspace. Default: none, except for files of 5 GiB.</summary>
    public LoraLimits Limits { get; set; } = new(Bytes: null, Uploads: null, FileSize: 5L << 30);

    /// <summary>Adds a LoRA of 1 MB. Each one is uploaded a second after the one before it. Raises no change.</summary>
    /// <param name="name">The display name. The file has the same name with the extension <c>.safetensors</c>.</param>
    /// <param name="facts">The facts. Default: none, as before the inspection.</param>
    public LoraItem Add(string name, LoraItemFacts? facts = null)
    {
        var id = LoraId.New(TimeProvider.System);
        var uploadedAt = FirstUpload.AddSeconds(Interlocked.Increment(ref _added) - 1);
        return Add(new LoraItem(id, name, $"{name}.safetensors", "safetensors", DefaultSize, $"memory://loras/{id}/{name}.safetensors", uploadedAt, LastUsedAt: null, UseCount: 0)
        {
            Facts = facts ?? new LoraItemFacts(),
        });
    }

    /// <summary>Adds a LoRA. Raises no change.</summary>
    /// <param name="item">The LoRA.</param>
    /// <exception cref="ArgumentException">There is a LoRA with this id.</exception>
    public LoraItem Add(LoraItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        lock (_lock)
        {
            if (Item(item.Id) is not null)
            {
                throw new ArgumentException($"There is a LoRA with the id {item.Id}.", nameof(item));
            }

            _items.Add(item);
            return item;
        }
    }

    /// <summary>Changes a LoRA, as another user would. Raises no change.</summary>
    /// <param name="id">The id of the LoRA.</param>
    /// <param name="change">Returns the changed LoRA.</param>
    /// <returns>The changed LoRA.</returns>
    /// <exception cref="ArgumentException">There is no LoRA with this id.</exception>
    public LoraItem Change(LoraId id, Func<LoraItem, LoraItem> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_lock)
        {
            var place = _items.FindIndex(item => item.Id == id);
            return place >= 0 ? _items[place] = change(_items[place]) : throw new ArgumentException($"There is no LoRA with the id {id}.", nameof(id));
        }
    }

    /// <summary>Removes a LoRA, as another user would. Raises no change.</summary>
    /// <param name="id">The id of the LoRA.</param>
    /// <returns>Whether there was a LoRA with this id.</returns>
    public bool Remove(LoraId id)
    {
        lock (_lock)
        {
            return _items.RemoveAll(item => item.Id == id) > 0;
        }
    }
}

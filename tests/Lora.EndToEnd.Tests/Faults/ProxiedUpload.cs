using System.Collections.Concurrent;
using Lora.Conformance.Network;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Browser;
using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests.Faults;

/// <summary>An upload of 24 parts from a page to a <see cref="ProxiedStudio"/>, slow enough to be interrupted.</summary>
internal sealed class ProxiedUpload : IAsyncDisposable
{
    /// <summary>Enough that the upload is not over when a server has ended, which takes seconds.</summary>
    public const int Parts = 24;

    private const string Name = "proxied.safetensors";
    private const int Some = 2;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly object ShortDelays = new { firstDelay = 50, longestDelay = 500, longestRetryAfter = 500 };

    private readonly ConcurrentQueue<SentPart> _sent = new();
    private readonly ConcurrentQueue<int> _acknowledged = new();
    private readonly UploadEngine _engine;
    private readonly Room _room;
    private readonly bool _isOwner;
    private string _key = "";
    private bool _slowsDown;
    private volatile bool _isBlocked;

    private ProxiedUpload(ProxiedStudio studio, Room room, Visit visit, UploadEngine engine, bool isOwner)
    {
        Studio = studio;
        Visit = visit;
        _room = room;
        _engine = engine;
        _isOwner = isOwner;
        foreach (var proxy in studio.Proxies.Where(proxy => proxy != studio.ApplicationToStorage))
        {
            proxy.Received += request => Note(request, isDirect: proxy == studio.PageToStorage);
            proxy.Answered += (request, status) => Acknowledge(request, status, isDirect: proxy == studio.PageToStorage);
        }
    }

    public ProxiedStudio Studio { get; }

    public Visit Visit { get; }

    private const long Size = Parts * LoraFile.PartSize;

    /// <summary>
    /// The slow speed, in bytes per second: a part takes two seconds. A block of 64 KiB that already waits is not affected when the limit is removed.
    /// </summary>
    private const int Slowly = 32 * 1024;

    /// <summary>The parts that the page has started to send, in order.</summary>
    public IReadOnlyList<SentPart> Sent => [.. _sent];

    /// <summary>The numbers of the parts whose success response the page has received.</summary>
    public IReadOnlyList<int> Acknowledged => [.. _acknowledged];

    /// <summary>Prepares an upload to a shared studio.</summary>
    public static async Task<ProxiedUpload> PrepareAsync(Chromium chromium, ProxiedStudios studios, string name, BackEndKind kind, string transport) =>
        await PrepareAsync(chromium, await studios.OpenAsync(kind, transport), name, isOwner: false);

    /// <summary>Prepares an upload to a new studio with these settings.</summary>
    public static async Task<ProxiedUpload> PrepareAsync(Chromium chromium, string name, BackEndKind kind, string transport, IReadOnlyDictionary<string, string> settings) =>
        await PrepareAsync(chromium, await ProxiedStudio.StartAsync(kind, transport, settings), name, isOwner: true);

    public async Task BeginAsync() => _key = await _engine.AddAsync(Name, Size);

    /// <summary>Starts the upload and waits until some parts are stored and others are in flight.</summary>
    public async Task BeginSlowlyAsync()
    {
        _slowsDown = true;
        await BeginAsync();
        await Eventually.IsTrueAsync(() => Task.FromResult(Acknowledged.Count >= Some ? null : "too few parts are stored"), Timeout);
        Assert.InRange(Acknowledged.Count, Some, Parts - 1);
    }

    /// <summary>Makes the storage reject uploads from the page. Until that takes effect, parts may be stored whose response the page can't read.</summary>
    public async Task BlockPageAsync()
    {
        _isBlocked = true;
        await ((PostgresCeph)Studio.BackEnd).RemoveCorsAsync();
    }

    /// <summary>Waits until the upload shows that it retries.</summary>
    public Task WaitUntilRetryingAsync() => Eventually.IsTrueAsync(
        async () => await Visit.Page.EvaluateAsync<string>("() => JSON.stringify(engine.snapshots[0])") is var state && state.Contains("\"note\":\"retrying\"", StringComparison.Ordinal)
            ? null
            : $"the upload is not retrying: {state}{Environment.NewLine}{string.Join(", ", Sent)}{Environment.NewLine}{Studio.Server.Process.Tail()}",
        Timeout);

    /// <summary>Waits until the upload is done and compares every byte. Acknowledged parts must not be sent again.</summary>
    public async Task EndAsync()
    {
        Studio.SlowDown(null);
        Assert.Equal(("done", null), await _engine.WaitForEndAsync(_key).WaitAsync(Timeout));
        Assert.Equal(Acknowledged.Distinct(), Acknowledged);
        await _room.SettleAsync();
        var key = Assert.Single((await _room.TakeInventoryAsync()).Records).Key;
        Assert.Equal(await _engine.Sha256Async(Name, Size), await Studio.BackEnd.Sha256Async(key));
        await Visit.EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Visit.DisposeAsync();
        if (_isOwner)
        {
            await Studio.DisposeAsync();
        }
    }

    private static async Task<ProxiedUpload> PrepareAsync(Chromium chromium, ProxiedStudio studio, string name, bool isOwner)
    {
        var room = new Room(studio.Server, studio.BackEnd);
        var visit = await Visit.BeginAsync(chromium, studio.Server, $"proxied-{name}", new Display(1280), room: room);
        visit.Expect("Failed to load resource|CORS");
        return new ProxiedUpload(studio, room, visit, await UploadEngine.StartAsync(visit.Page, ShortDelays, new Uri(studio.PageToApplication.Address, "studio.css").ToString()), isOwner);
    }

    private void Note(ProxiedRequest request, bool isDirect)
    {
        if (request.Part is { } number)
        {
            _sent.Enqueue(new SentPart(number, isDirect));
        }
    }

    private void Acknowledge(ProxiedRequest request, int status, bool isDirect)
    {
        if (request.Part is { } number && status == 200 && !(isDirect && _isBlocked))
        {
            _acknowledged.Enqueue(number);
            if (_slowsDown && _acknowledged.Count == Some)
            {
                Studio.SlowDown(Slowly);
            }
        }
    }
}

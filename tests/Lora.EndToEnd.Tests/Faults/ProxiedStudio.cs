using Lora.Conformance.Network;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests.Faults;

/// <summary>A studio that everybody reaches through a network which can fail: the page the application, the application its storage, and the page storage itself.</summary>
internal sealed class ProxiedStudio : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string> _settings;

    private ProxiedStudio(BackEnd backEnd, StudioServer server, FaultProxy pageToApplication, FaultProxy? applicationToStorage, FaultProxy? pageToStorage, IReadOnlyDictionary<string, string> settings)
    {
        _settings = settings;
        BackEnd = backEnd;
        Server = server;
        PageToApplication = pageToApplication;
        ApplicationToStorage = applicationToStorage;
        PageToStorage = pageToStorage;
    }

    public BackEnd BackEnd { get; }

    public StudioServer Server { get; }

    /// <summary>From the page to the application.</summary>
    public FaultProxy PageToApplication { get; }

    /// <summary>From the application to storage; <see langword="null"/> where that is a folder.</summary>
    public FaultProxy? ApplicationToStorage { get; }

    /// <summary>From the page to storage; <see langword="null"/> where that is a folder.</summary>
    public FaultProxy? PageToStorage { get; }

    /// <summary>What stands on a road that there is.</summary>
    public FaultProxy On(NetworkPath path) => path switch { NetworkPath.PageToApplication => PageToApplication, NetworkPath.ApplicationToStorage => ApplicationToStorage!, _ => PageToStorage! };

    public IEnumerable<FaultProxy> Proxies => new[] { PageToApplication, ApplicationToStorage, PageToStorage }.OfType<FaultProxy>();

    public static async Task<ProxiedStudio> StartAsync(BackEndKind kind, string transport, IReadOnlyDictionary<string, string>? settings = null)
    {
        var backEnd = await BackEnd.CreateAsync(kind);
        var storage = (backEnd as PostgresCeph)?.Server;
        var (applicationToStorage, pageToStorage) = storage is null ? (null, null) : (new FaultProxy(storage), new FaultProxy(storage));
        var all = new Dictionary<string, string>(settings ?? new Dictionary<string, string>()) { ["Lora__Options__Transport"] = transport };
        if (applicationToStorage is not null && pageToStorage is not null)
        {
            all["Lora__S3__ServiceUrl"] = applicationToStorage.Address.ToString().TrimEnd('/');
            all["Lora__S3__PublicServiceUrl"] = pageToStorage.Address.ToString().TrimEnd('/');
        }

        var server = await StudioServer.StartAsync(backEnd, all);
        var studio = new ProxiedStudio(backEnd, server, new FaultProxy(server.Address), applicationToStorage, pageToStorage, all);
        await studio.AllowOriginAsync();
        return studio;
    }

    /// <summary>Undoes what an earlier test may have left: faults of the network, who listens to it, a bucket that lets no page in, an application that is gone.</summary>
    public async Task RecoverAsync()
    {
        foreach (var proxy in Proxies)
        {
            (proxy.ChooseFault, proxy.Received, proxy.Answered, proxy.BytesPerSecond, proxy.IsDown) = (null, null, null, null, false);
        }

        if (Server.Process.HasExited)
        {
            await RestartAsync();
        }

        await AllowOriginAsync();
    }

    /// <summary>Starts the application again, on the same address and data.</summary>
    public Task RestartAsync() => Server.RestartAsync(_settings);

    /// <summary>Lets so many of a hundred requests fail, of every kind; none from 0 on.</summary>
    public void SetFaults(int seed, int percent)
    {
        foreach (var proxy in Proxies)
        {
            var plan = percent > 0 ? new FaultPlan(seed++, percent) : null;
            // What the page itself is made of is not what is tried here.
            proxy.ChooseFault = plan is null ? null : request => proxy != PageToApplication || request.Target.StartsWith("/api/", StringComparison.Ordinal) ? plan.Next(request) : null;
        }
    }

    /// <summary>Lets no more than so many bytes a second through, on each way; <see langword="null"/> lifts the limit.</summary>
    public void SlowDown(long? bytesPerSecond)
    {
        foreach (var proxy in Proxies)
        {
            proxy.BytesPerSecond = bytesPerSecond;
        }
    }

    /// <summary>Cuts everybody off from storage, or connects them again. Nothing of a folder can be cut.</summary>
    public void CutStorageOff(bool isDown)
    {
        foreach (var proxy in Proxies.Where(proxy => proxy != PageToApplication))
        {
            proxy.IsDown = isDown;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        foreach (var proxy in Proxies)
        {
            await proxy.DisposeAsync();
        }

        await BackEnd.DisposeAsync();
    }

    private async Task AllowOriginAsync()
    {
        if (BackEnd is PostgresCeph bucket)
        {
            await bucket.AllowOriginAsync(PageToApplication.Address);
        }
    }
}

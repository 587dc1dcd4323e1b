using Lora.Conformance.Network;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Hosting;

namespace Lora.EndToEnd.Tests.Faults;

/// <summary>A studio behind fault proxies: between page and application, application and storage, and page and storage.</summary>
internal sealed class ProxiedStudio : IAsyncDisposable
{
    private readonly IReadOnlyDictionary<string, string> _settings;

    private ProxiedStudio(
        BackEnd backEnd, StudioServer server, FaultProxy pageToApplication, FaultProxy? applicationToStorage, FaultProxy? pageToStorage, IReadOnlyDictionary<string, string> settings)
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

    /// <summary>Between the page and the application.</summary>
    public FaultProxy PageToApplication { get; }

    /// <summary>Between the application and the storage; <see langword="null"/> for a folder.</summary>
    public FaultProxy? ApplicationToStorage { get; }

    /// <summary>Between the page and the storage; <see langword="null"/> for a folder.</summary>
    public FaultProxy? PageToStorage { get; }

    /// <summary>Returns the proxy on a path.</summary>
    public FaultProxy On(NetworkPath path) => path switch
    {
        NetworkPath.PageToApplication => PageToApplication,
        NetworkPath.ApplicationToStorage => ApplicationToStorage!,
        _ => PageToStorage!,
    };

    public IEnumerable<FaultProxy> Proxies => new[] { PageToApplication, ApplicationToStorage, PageToStorage }.OfType<FaultProxy>();

    /// <param name="kind">The stores.</param>
    /// <param name="transport">The transport of parts.</param>
    /// <param name="settings">More settings of the application.</param>
    /// <param name="gateway">The S3 gateway for page and application; by default the one that all tests share. Has no effect for a folder.</param>
    public static async Task<ProxiedStudio> StartAsync(BackEndKind kind, string transport, IReadOnlyDictionary<string, string>? settings = null, Uri? gateway = null)
    {
        var backEnd = await BackEnd.CreateAsync(kind);
        var storage = backEnd is PostgresCeph bucket ? gateway ?? bucket.Server : null;
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

    /// <summary>Restores the initial state: no faults and no listeners, a running application, and a bucket that allows uploads from the page.</summary>
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

    /// <summary>Restarts the application on the same address and data.</summary>
    public Task RestartAsync() => Server.RestartAsync(_settings);

    /// <summary>Makes a percentage of the requests of each kind fail; 0 turns faults off.</summary>
    public void SetFaults(int seed, int percent)
    {
        foreach (var proxy in Proxies)
        {
            var plan = percent > 0 ? new FaultPlan(seed++, percent) : null;
            // The files of the page itself are not under test.
            proxy.ChooseFault = plan is null ? null : request => proxy != PageToApplication || request.Target.StartsWith("/api/", StringComparison.Ordinal) ? plan.Next(request) : null;
        }
    }

    /// <summary>Limits the upload speed of each path, in bytes per second; <see langword="null"/> removes the limit.</summary>
    public void SlowDown(long? bytesPerSecond)
    {
        foreach (var proxy in Proxies)
        {
            proxy.BytesPerSecond = bytesPerSecond;
        }
    }

    /// <summary>Takes the network to the storage down or up again. Has no effect for a folder.</summary>
    public void SetStorageDown(bool isDown)
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

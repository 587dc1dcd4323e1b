using System.Security.Cryptography;
using Lora.Conformance;
using Lora.Conformance.Faults;
using Lora.Inspection;
using Lora.Storage;
using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora.Core.Tests.Management;

/// <summary>The toolkit on SQLite and a folder, both real, with injectable faults. <see cref="RestartAsync"/> starts a new process on the same data.</summary>
internal sealed class Toolkit : IAsyncDisposable
{
    /// <summary>The part size, in bytes. Smaller than the options allow, because a folder accepts parts of any size and the tests prove the same with small ones.</summary>
    public const int PartSize = 64 * 1024;

    private readonly string _root = Directory.CreateTempSubdirectory("lora-toolkit-").FullName;
    private Action<IServiceCollection>? _services;
    private ServiceProvider? _stores;
    private ServiceProvider? _provider;

    public LoraWorkspaceId Ada { get; } = new("ada");

    public LoraWorkspaceId Bob { get; } = new("bob");

    public ManualClock Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public Fault Fault { get; private set; } = new();

    public LoraManager Manager => _provider!.GetRequiredService<LoraManager>();

    public LoraMaintenance Sweeper => _provider!.GetRequiredService<LoraMaintenance>();

    public LoraChangeFeed Changes => _provider!.GetRequiredService<LoraChangeFeed>();

    public IServiceProvider Services => _provider!;

    /// <summary>Gets the stores without faults.</summary>
    public ILoraStore Store => _stores!.GetRequiredService<ILoraStore>();

    public IMultipartFileStore Files => (IMultipartFileStore)_stores!.GetRequiredService<ILoraFileStore>();

    private string Folder => Path.Combine(_root, "files");

    /// <summary>Gets or sets the wrapper between the toolkit and its folder, which also applies after a restart.</summary>
    public Func<IMultipartFileStore, IMultipartFileStore> Around { get; set; } = static files => files;

    /// <summary>Gets or sets the store that replaces the folder, without faults.</summary>
    public Func<IMultipartFileStore, ILoraFileStore>? Instead { get; set; }

    public static async Task<Toolkit> StartAsync(
        Action<LoraManagementOptions>? configure = null, bool takesEverything = false, Action<IServiceCollection>? services = null)
    {
        var toolkit = new Toolkit { _services = services };
        await toolkit.RestartAsync(configure, takesEverything);
        return toolkit;
    }

    public async Task RestartAsync(Action<LoraManagementOptions>? configure = null, bool takesEverything = false)
    {
        await StopAsync();
        var stores = new ServiceCollection();
        stores.AddSingleton<TimeProvider>(Time);
        stores.AddLoraCore().UseSqlite($"Data Source={Path.Combine(_root, "lora.db")}").UseFileSystem(Folder);
        _stores = stores.BuildServiceProvider();
        foreach (var initializer in _stores.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync();
        }

        Fault = new Fault();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        if (takesEverything)
        {
            services.AddSingleton<ILoraInspector, AcceptAllInspector>();
        }

        // Without the validators, which reject this part size. A closed generic registration takes precedence over the open one of AddOptions.
        services.AddTransient<IOptionsFactory<LoraManagementOptions>>(static provider => new OptionsFactory<LoraManagementOptions>(
            provider.GetServices<IConfigureOptions<LoraManagementOptions>>(), provider.GetServices<IPostConfigureOptions<LoraManagementOptions>>()));
        _services?.Invoke(services);
        var lora = services.AddLoraCore(options =>
        {
            options.PartSize = PartSize;
            configure?.Invoke(options);
        });
        lora.UseStore(_ => new FaultyStore(Store, Fault)).UseFileStore(_ => Instead?.Invoke(Files) ?? new FaultyFileStore(Around(Files), Fault));
        _provider = services.BuildServiceProvider();
    }

    public static byte[] Bytes(int size, int seed = 1)
    {
        if (size >= LoraTestFile.MinSize)
        {
            return LoraTestFile.Create("neon.safetensors", size, seed);
        }

        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public async Task<LoraRecord> UploadAsync(string name = "neon.safetensors", int size = 1000, LoraWorkspaceId? workspace = null)
    {
        using var content = new MemoryStream(Bytes(size));
        return (await Manager.UploadAsync(workspace ?? Ada, name, size, content)).OrThrow();
    }

    public async Task<string> HashAsync(LoraRecord record)
    {
        await using var content = await Manager.OpenReadAsync(record);
        return Convert.ToHexString(await SHA256.HashDataAsync(content));
    }

    /// <summary>Changes the database directly, without the store.</summary>

    /// <summary>Returns every file below the folder, including incomplete ones.</summary>
    public IReadOnlyList<string> FilesOnDisk() =>
        Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)] : [];

    /// <summary>Returns every record of both workspaces, the number of upload rows and of deleted records, and every file.</summary>
    public async Task<(IReadOnlyList<LoraRecord> Ready, int Uploads, int Deleting, IReadOnlyList<string> Files)> EverythingAsync()
    {
        var ready = new List<LoraRecord>();
        foreach (var workspace in new[] { Ada, Bob })
        {
            foreach (var item in (await Store.QueryAsync(workspace, new LoraQuery { Take = LoraQuery.MaxTake })).Items)
            {
                ready.Add((await Store.FindAsync(workspace, item.Id))!);
            }
        }

        var uploads = await Store.ListExpiredUploadsAsync(DateTimeOffset.MaxValue.AddYears(-1000), 1000);
        var deleting = await Store.ListDeletingAsync(DateTimeOffset.MaxValue.AddYears(-1000), 1000);
        return (ready, uploads.Count, deleting.Count, FilesOnDisk());
    }

    public async Task AssertNothingIsLeftAsync()
    {
        var (ready, uploads, deleting, files) = await EverythingAsync();
        Assert.Empty(ready);
        Assert.Empty(files);
        Assert.Equal(0, uploads);
        Assert.Equal(0, deleting);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_root, recursive: true);
    }

    private async Task StopAsync()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }

        if (_stores is not null)
        {
            await _stores.DisposeAsync();
        }
    }
}

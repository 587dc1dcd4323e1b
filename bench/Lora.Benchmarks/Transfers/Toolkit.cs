using Lora.Benchmarks.Servers;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Benchmarks.Transfers;

/// <summary>The toolkit in this process, without a web server.</summary>
internal sealed class Toolkit : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Toolkit(ServiceProvider services) => _services = services;

    public static LoraWorkspaceId Workspace { get; } = new("bench");

    public LoraManager Manager => _services.GetRequiredService<LoraManager>();

    public IPartSigningFileStore Files => (IPartSigningFileStore)_services.GetRequiredService<ILoraFileStore>();

    public LoraS3Bucket Bucket => _services.GetRequiredService<LoraS3Bucket>();

    public static async Task<Toolkit> CreateAsync(S3Storage storage, TemporaryFolder folder)
    {
        var services = new ServiceCollection();
        services.AddLoraCore().UseSqlite($"Data Source={folder[$"{Guid.NewGuid():N}.db"]};Pooling=False").UseS3(storage.Bucket, options =>
            (options.ServiceUrl, options.AccessKey, options.SecretKey) = (storage.Address, storage.AccessKey, storage.SecretKey));
        var toolkit = new Toolkit(services.BuildServiceProvider());
        foreach (var initializer in toolkit._services.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync();
        }

        return toolkit;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

using Lora.Conformance.Faults;
using Lora.Inspection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lora.Core.Tests.Generation;

/// <summary>The toolkit on SQLite and a folder, with configurable options and payload writers.</summary>
internal sealed class GenerationHost : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("lora-generation-").FullName;
    private readonly ServiceProvider _provider;

    private GenerationHost(Action<LoraManagementOptions>? configure, Action<LoraBuilder>? build)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ILoraUrlSigner, Signer>();
        services.AddSingleton<ILoraInspector, AcceptAllInspector>();
        var lora = services.AddLoraCore(configure).UseSqlite($"Data Source={Path.Combine(_root, "lora.db")}").UseFileSystem(Path.Combine(_root, "files"));
        build?.Invoke(lora);
        _provider = services.BuildServiceProvider();
    }

    public LoraWorkspaceId Ada { get; } = new("ada");

    public LoraWorkspaceId Bob { get; } = new("bob");

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public LoraManager Manager => _provider.GetRequiredService<LoraManager>();

    public LoraChangeFeed Changes => _provider.GetRequiredService<LoraChangeFeed>();

    public LoraGeneration Generation => _provider.GetRequiredService<LoraGeneration>();

    public static async Task<GenerationHost> StartAsync(Action<LoraManagementOptions>? configure = null, Action<LoraBuilder>? build = null)
    {
        var host = new GenerationHost(configure, build);
        foreach (var initializer in host._provider.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync();
        }

        return host;
    }

    public async Task<LoraRecord> UploadAsync(string name, LoraWorkspaceId? workspace = null)
    {
        using var content = new MemoryStream(new byte[100]);
        return (await Manager.UploadAsync(workspace ?? Ada, name, 100, content)).OrThrow();
    }

    /// <summary>Returns the body of the request as one line of JSON.</summary>
    public async Task<string> WriteAsync(ModelConfig model, params (string Name, object? Value)[] values) =>
        (await Generation.BuildAsync(Ada, model, Values(values))).OrThrow().Payload.ToJsonString();

    public static ModelValues Values(params (string Name, object? Value)[] values) =>
        ModelValues.From(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    // The folder does not support presigned URLs; in a web application the download endpoint provides them.
    private sealed class Signer : ILoraUrlSigner
    {
        public Uri Sign(LoraRecord record, DateTimeOffset expiresAt) => new($"https://studio.example/{record.Id}.safetensors?until={expiresAt.ToUnixTimeSeconds()}");
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Stores;

/// <summary>One of several machines that share a database, with its own service provider.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Machine(Action<LoraBuilder> choose, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        configure?.Invoke(services);
        choose(services.AddLoraCore());
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public IServiceProvider Services => _services;

    public ILoraStore Store => _services.GetRequiredService<ILoraStore>();

    public static async Task<Machine> StartAsync(Action<LoraBuilder> choose, Action<IServiceCollection>? configure = null)
    {
        var machine = new Machine(choose, configure);
        await machine.Services.InitializeLoraAsync();
        return machine;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

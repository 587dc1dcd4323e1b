using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Stores;

/// <summary>A service provider with one store on its own database.</summary>
public abstract class StoreFixture : ILoraStoreFixture, IAsyncLifetime
{
    private ServiceProvider? _services;

    public IServiceProvider Services => _services!;

    public ILoraStore Store => Services.GetRequiredService<ILoraStore>();

    public async Task InitializeAsync()
    {
        var services = new ServiceCollection();
        await ConfigureAsync(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        await StartAsync(_services);
    }

    public async Task DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await RemoveAsync();
    }

    protected abstract Task ConfigureAsync(IServiceCollection services);

    protected abstract Task RemoveAsync();

    protected virtual Task StartAsync(IServiceProvider services) => services.InitializeLoraAsync();
}

using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Hosts;

/// <summary>A host that creates its own database and stores LoRAs in it.</summary>
public abstract class HostFixture : StoreFixture
{
    protected override async Task StartAsync(IServiceProvider services)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<HostContext>().Database.EnsureCreatedAsync();
        }

        await base.StartAsync(services);
    }
}

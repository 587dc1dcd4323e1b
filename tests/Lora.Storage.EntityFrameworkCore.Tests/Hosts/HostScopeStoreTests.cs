using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Lora.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Hosts;

public sealed class HostScopeStoreTests(HostScopeStoreTests.Fixture fixture)
    : LoraStoreMappingConformance(fixture), IClassFixture<HostScopeStoreTests.Fixture>
{
    public sealed class Fixture : HostFixture
    {
        private readonly TemporaryFolder _folder = new();

        protected override Task ConfigureAsync(IServiceCollection services)
        {
            services.AddDbContext<HostContext>(options => options.UseSqlite($"Data Source={_folder.File("host.db")}"));
            services.AddLoraCore().UseEntityFrameworkCore<HostContext>();
            return Task.CompletedTask;
        }

        protected override Task RemoveAsync()
        {
            _folder.Dispose();
            return Task.CompletedTask;
        }
    }
}

public sealed class HostScopeAuditStoreTests(HostScopeStoreTests.Fixture fixture) : LoraAuditStoreConformance(fixture), IClassFixture<HostScopeStoreTests.Fixture>;

using Lora.Conformance.Servers;
using Lora.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Hosts;

/// <summary>A host on PostgreSQL with a context pool and without retries.</summary>
public sealed class HostPostgreSqlStoreTests(HostPostgreSqlStoreTests.Fixture fixture)
    : LoraStoreMappingConformance(fixture), IClassFixture<HostPostgreSqlStoreTests.Fixture>
{
    public sealed class Fixture : HostFixture
    {
        private PostgresDatabase? _database;

        protected override async Task ConfigureAsync(IServiceCollection services)
        {
            _database = await PostgresServer.CreateDatabaseAsync();
            services.AddDbContextPool<HostContext>(options => options.UseNpgsql(_database.ConnectionString));
            services.AddLoraCore().UseEntityFrameworkCore<HostContext>();
        }

        protected override async Task RemoveAsync()
        {
            if (_database is not null)
            {
                await _database.DisposeAsync();
            }
        }
    }
}

public sealed class HostPostgreSqlAuditStoreTests(HostPostgreSqlStoreTests.Fixture fixture) : LoraAuditStoreConformance(fixture), IClassFixture<HostPostgreSqlStoreTests.Fixture>;

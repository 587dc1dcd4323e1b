using Lora.Conformance.Servers;
using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Stores;

public sealed class PostgreSqlStoreTests(PostgreSqlStoreTests.Fixture fixture) : LoraStoreConformance(fixture), IClassFixture<PostgreSqlStoreTests.Fixture>
{
    public sealed class Fixture : StoreFixture
    {
        private PostgresDatabase? _database;

        protected override async Task ConfigureAsync(IServiceCollection services)
        {
            _database = await PostgresServer.CreateDatabaseAsync();
            services.AddLoraCore().UsePostgreSql(_database.ConnectionString);
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

public sealed class PostgreSqlAuditStoreTests(PostgreSqlStoreTests.Fixture fixture) : LoraAuditStoreConformance(fixture), IClassFixture<PostgreSqlStoreTests.Fixture>;

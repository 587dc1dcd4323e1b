using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Stores;

public sealed class SqliteStoreTests(SqliteStoreTests.Fixture fixture) : LoraStoreConformance(fixture), IClassFixture<SqliteStoreTests.Fixture>
{
    public sealed class Fixture : StoreFixture
    {
        private readonly TemporaryFolder _folder = new();

        protected override Task ConfigureAsync(IServiceCollection services)
        {
            services.AddLoraCore().UseSqlite($"Data Source={_folder.File("lora.db")}");
            return Task.CompletedTask;
        }

        protected override Task RemoveAsync()
        {
            _folder.Dispose();
            return Task.CompletedTask;
        }
    }
}

public sealed class SqliteAuditStoreTests(SqliteStoreTests.Fixture fixture) : LoraAuditStoreConformance(fixture), IClassFixture<SqliteStoreTests.Fixture>;

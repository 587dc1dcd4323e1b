using Lora.Conformance.Servers;
using Lora.Storage.EntityFrameworkCore.Tests.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.EntityFrameworkCore.Tests.Hosts;

public sealed class RegistrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Last_registered_store_wins_and_the_first_is_never_used()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var machine = await Machine.StartAsync(builder => builder
            .UseSqlite($"Data Source={_folder.File("unused/lora.db")}")
            .UsePostgreSql(database.ConnectionString));

        await machine.Store.AddSampleAsync();

        Assert.Equal(["1"], await Sql.PostgreSqlAsync(database.ConnectionString, "SELECT count(*) FROM lora.records"));
        Assert.False(Directory.Exists(_folder.File("unused")));
    }

    [Fact]
    public async Task Registering_the_same_store_again_starts_only_the_last()
    {
        await using var machine = await Machine.StartAsync(builder => builder
            .UseSqlite($"Data Source={_folder.File("first/lora.db")}")
            .UseSqlite($"Data Source={_folder.File("second/lora.db")}"));

        await machine.Store.AddSampleAsync();

        Assert.False(Directory.Exists(_folder.File("first")));
        Assert.True(File.Exists(_folder.File("second/lora.db")));
    }

    [Fact]
    public async Task Startup_fails_when_the_model_lacks_UseLora()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Machine.StartAsync(
            static builder => builder.UseEntityFrameworkCore<IncompleteContext>(),
            services => services.AddDbContext<IncompleteContext>(options => options.UseSqlite($"Data Source={_folder.File("host.db")}"))));

        Assert.Contains("modelBuilder.UseLora()", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(IncompleteContext), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_operation_uses_and_disposes_its_own_context()
    {
        var contexts = new List<CountedContext>();
        await using var machine = new Machine(
            static builder => builder.UseEntityFrameworkCore<CountedContext>(),
            services => services.AddScoped(_ =>
            {
                var context = new CountedContext(new DbContextOptionsBuilder<CountedContext>().UseSqlite($"Data Source={_folder.File("host.db")}").Options);
                contexts.Add(context);
                return context;
            }));
        await using (var scope = machine.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<CountedContext>().Database.EnsureCreatedAsync();
        }

        contexts.Clear();
        var record = await machine.Store.AddSampleAsync();
        await machine.Store.FindAsync(record.Workspace, record.Id);

        Assert.Equal(3, contexts.Count);
        Assert.All(contexts, static context => Assert.True(context.IsDisposed));
    }

    [Fact]
    public void Tables_have_the_schema_and_prefix_of_the_host()
    {
        var model = new ModelBuilder();
        model.UseLora("studio", "");

        Assert.Equal(
            ["studio.AuditEvents", "studio.Changes", "studio.PartDigests", "studio.Records", "studio.Thumbnails", "studio.Uploads", "studio.Usage"],
            model.Model.GetEntityTypes().Select(static entity => $"{entity.GetSchema()}.{entity.GetTableName()}").Order(StringComparer.Ordinal));
    }

    private sealed class IncompleteContext(DbContextOptions<IncompleteContext> options) : DbContext(options);

    private sealed class CountedContext(DbContextOptions<CountedContext> options) : DbContext(options)
    {
        public bool IsDisposed { get; private set; }

        public override ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return base.DisposeAsync();
        }

        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.UseLora();
    }
}

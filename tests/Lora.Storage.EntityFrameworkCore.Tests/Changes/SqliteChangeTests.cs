using Lora.Storage.EntityFrameworkCore.Tests.Stores;

namespace Lora.Storage.EntityFrameworkCore.Tests.Changes;

public sealed class SqliteChangeTests : ChangeTests
{
    private readonly TemporaryFolder _folder = new();

    protected override string Table => "\"LoraChanges\"";

    protected override string ChangedAt => "\"ChangedAt\"";

    private string ConnectionString => $"Data Source={_folder.File("lora.db")}";

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override void Choose(LoraBuilder builder) => builder.UseSqlite(ConnectionString);

    private protected override Task<List<string>> QueryAsync(string sql) => Sql.SqliteAsync(ConnectionString, sql);
}

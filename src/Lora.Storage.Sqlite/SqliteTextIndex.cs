using System.Globalization;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.Sqlite;

/// <summary>An FTS5 table, whose tokens are n-grams. It stores no text, only which n-grams a row has.</summary>
internal sealed class SqliteTextIndex : TextIndex
{
    public const string Table = "LoraSearch";

    // The join with CROSS begins with the full-text index. Without it, SQLite may read the records first.
    private const string Search = $$"""
        SELECT r.* FROM "{{Table}}" CROSS JOIN "LoraRecords" AS r ON r."Number" = "{{Table}}".rowid WHERE "{{Table}}" MATCH {0}
        """;

    private const string Save = $$"""
        INSERT OR REPLACE INTO "{{Table}}" (rowid, grams) SELECT "Number", {0} FROM "LoraRecords" WHERE "WorkspaceKey" = {1} AND "Id" = {2}
        """;

    private const string Remove = $$"""
        DELETE FROM "{{Table}}" WHERE rowid = (SELECT "Number" FROM "LoraRecords" WHERE "WorkspaceKey" = {0} AND "Id" = {1})
        """;

    public override IQueryable<LoraRecordRow> Find(DbContext context, int[] grams) => context.Set<LoraRecordRow>().FromSqlRaw(Search, string.Join(' ', grams.Select(static gram => $"\"{Token(gram)}\"")));

    public override Task SaveAsync(DbContext context, string workspaceKey, Guid id, string text, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(Save, [string.Join(' ', NGrams.Of(workspaceKey, text).Select(Token)), workspaceKey, id], cancellationToken);

    public override Task RemoveAsync(DbContext context, string workspaceKey, Guid id, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(Remove, [workspaceKey, id], cancellationToken);

    private static string Token(int gram) => gram.ToString("x8", CultureInfo.InvariantCulture);
}

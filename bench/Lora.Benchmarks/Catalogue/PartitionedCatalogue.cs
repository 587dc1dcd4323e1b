using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Lora.Storage.PostgreSql;

namespace Lora.Benchmarks.Catalogue;

/// <summary>A database whose records are in 64 partitions by workspace. One partition is filled; the others have one workspace each.</summary>
internal sealed class PartitionedCatalogue(string server) : PostgreSqlCatalogue(server)
{
    public const int Partitions = 64;
    public const int LorasPerWorkspace = 1_000;

    public LoraWorkspaceId Workspace { get; private set; }

    /// <summary>Creates the tables as the toolkit does, replaces the table of records by a partitioned one, and fills its first partition.</summary>
    public async Task FillAsync(int rows)
    {
        await using (var context = Open())
        {
            await PostgreSqlMigration.ApplyAsync(context, report: null, CancellationToken.None).ConfigureAwait(false);
        }

        await QueryAsync("CREATE TABLE lora.partitioned (LIKE lora.records INCLUDING ALL) PARTITION BY HASH (workspace_key)").ConfigureAwait(false);
        await QueryAsync("DROP TABLE lora.records").ConfigureAwait(false);
        await QueryAsync("ALTER TABLE lora.partitioned RENAME TO records").ConfigureAwait(false);
        for (var number = 0; number < Partitions; number++)
        {
            await QueryAsync($"CREATE TABLE lora.records_{number:00} PARTITION OF lora.records FOR VALUES WITH (MODULUS {Partitions}, REMAINDER {number})").ConfigureAwait(false);
        }

        // The workspace that is measured has all its rows from the toolkit. The other ones are copies of them.
        Workspace = new LoraWorkspaceId(await FindFirstAsync().ConfigureAwait(false));
        await AddAsync(Workspace).ConfigureAwait(false);
        await CopyAsync(rows / LorasPerWorkspace).ConfigureAwait(false);
        await QueryAsync("VACUUM ANALYZE lora.records").ConfigureAwait(false);
        await QueryAsync("VACUUM ANALYZE lora.usage").ConfigureAwait(false);
        OpenStore();
    }

    private async Task<string> FindFirstAsync()
    {
        for (var number = 0; ; number++)
        {
            var name = $"first{number}";
            if (await QueryAsync("SELECT 1 WHERE satisfies_hash_partition('lora.records'::regclass, 64, 0, @name::varchar)", ("name", name)).ConfigureAwait(false) == 1)
            {
                return name;
            }
        }
    }

    private async Task AddAsync(LoraWorkspaceId workspace)
    {
        var rows = Enumerable.Range(0, LorasPerWorkspace).Select(number => LoraRecordRow.From(CatalogueRecords.Create(workspace, number, LorasPerWorkspace))).ToList();
        await AddAsync(rows).ConfigureAwait(false);
        await using var context = Open();
        await using var transaction = await context.Database.BeginTransactionAsync().ConfigureAwait(false);
        await UsageTable.AddAsync(context, rows.Select(row => RecordUsage.Of(row).Change(row.WorkspaceKey, 1)), CancellationToken.None).ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    private Task<int> CopyAsync(int workspaces) => QueryAsync(
        $"""
        WITH names AS (
            SELECT 'w' || i AS name FROM generate_series(1, {workspaces * Partitions * 2}) i WHERE satisfies_hash_partition('lora.records'::regclass, {Partitions}, 0, ('w' || i)::varchar) LIMIT {workspaces - 1}
        )
        INSERT INTO lora.records (id, workspace_key, workspace, name, name_key, file_name, search_text, grams, client_key, storage_key, size, uploaded_at, last_used_at, use_count, facts, card, is_damaged,
            family_keys, role, filter_key, pair_key, sha256, fingerprint, needs_analysis, state, state_changed_at, stamp)
        SELECT gen_random_uuid(), n.name, n.name, r.name, r.name_key, r.file_name, r.search_text, r.grams, r.client_key, n.name || r.storage_key, r.size, r.uploaded_at, r.last_used_at, r.use_count, r.facts, r.card,
            r.is_damaged, r.family_keys, r.role, r.filter_key, r.pair_key, r.sha256, r.fingerprint, r.needs_analysis, r.state, r.state_changed_at, r.stamp
        FROM names n CROSS JOIN lora.records r WHERE r.workspace_key = @ws
        """,
        ("ws", Key(Workspace)));
}

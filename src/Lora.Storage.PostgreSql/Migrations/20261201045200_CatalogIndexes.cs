using System.Linq;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.PostgreSql.Migrations
{
    /// <summary>
    /// Creates the indexes of records while other servers read and write. An interrupted run continues: an index that it left unfinished is dropped, and a finished one is kept.
    /// </summary>
    [DbContext(typeof(LoraPostgreSqlContext))]
    [Migration("20261201045200_CatalogIndexes")]
    internal sealed class CatalogIndexes : Migration
    {
        private static readonly string[] Statements =
        [
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_grams\" ON lora.records USING gin (grams)",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_state_state_changed_at\" ON lora.records (state, state_changed_at) WHERE state = 1",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_storage_key\" ON lora.records (storage_key)",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_workspace_key_client_key\" ON lora.records (workspace_key, client_key) WHERE client_key IS NOT NULL",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_workspace_key_pair_key_state\" ON lora.records (workspace_key, pair_key, state) WHERE pair_key IS NOT NULL",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_workspace_key_state_filter_key_last_used_at_id\" ON lora.records (workspace_key, state, filter_key, last_used_at, id) WHERE last_used_at IS NOT NULL",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_workspace_key_state_filter_key_name_key_id\" ON lora.records (workspace_key, state, filter_key, name_key, id)",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_workspace_key_state_filter_key_size_id\" ON lora.records (workspace_key, state, filter_key, size, id)",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_workspace_key_state_filter_key_uploaded_at_id\" ON lora.records (workspace_key, state, filter_key, uploaded_at, id)",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_workspace_key_state_last_used_at_id\" ON lora.records (workspace_key, state, last_used_at, id) WHERE last_used_at IS NOT NULL",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_workspace_key_state_name_key_id\" ON lora.records (workspace_key, state, name_key, id)",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_workspace_key_state_size_id\" ON lora.records (workspace_key, state, size, id)",
            "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"IX_records_workspace_key_storage_key\" ON lora.records (workspace_key, storage_key)",
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DO $$
                DECLARE unfinished regclass;
                BEGIN
                    FOR unfinished IN SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'lora.records'::regclass AND NOT indisvalid LOOP
                        EXECUTE 'DROP INDEX ' || unfinished;
                    END LOOP;
                END $$
                """,
                suppressTransaction: true);
            foreach (var statement in Statements)
            {
                migrationBuilder.Sql(statement, suppressTransaction: true);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var name in Statements.Select(statement => statement.Split('"')[1]))
            {
                migrationBuilder.Sql($"DROP INDEX lora.\"{name}\"");
            }
        }
    }
}

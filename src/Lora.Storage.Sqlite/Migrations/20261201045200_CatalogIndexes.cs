using System.Linq;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(LoraSqliteContext))]
    [Migration("20261201045200_CatalogIndexes")]
    internal sealed class CatalogIndexes : Migration
    {
        private static readonly string[] Statements =
        [
            """CREATE INDEX "IX_LoraRecords_State_StateChangedAt" ON "LoraRecords" ("State", "StateChangedAt") WHERE "State" = 1""",
            """CREATE INDEX "IX_LoraRecords_StorageKey" ON "LoraRecords" ("StorageKey")""",
            """CREATE INDEX "IX_LoraRecords_WorkspaceKey_ClientKey" ON "LoraRecords" ("WorkspaceKey", "ClientKey") WHERE "ClientKey" IS NOT NULL""",
            """CREATE INDEX "IX_LoraRecords_WorkspaceKey_PairKey_State" ON "LoraRecords" ("WorkspaceKey", "PairKey", "State") WHERE "PairKey" IS NOT NULL""",
            """CREATE INDEX "IX_LoraRecords_WorkspaceKey_Sha256" ON "LoraRecords" ("WorkspaceKey", "Sha256")""",
            """CREATE INDEX "IX_LoraRecords_WorkspaceKey_Size_Fingerprint" ON "LoraRecords" ("WorkspaceKey", "Size", "Fingerprint")""",
            """CREATE INDEX "IX_LoraRecords_WorkspaceKey_State_FilterKey_LastUsedAt_Id" ON "LoraRecords" ("WorkspaceKey", "State", "FilterKey", "LastUsedAt", "Id") WHERE "LastUsedAt" IS NOT NULL""",
            """CREATE INDEX "IX_LoraRecords_WorkspaceKey_State_FilterKey_NameKey_Id" ON "LoraRecords" ("WorkspaceKey", "State", "FilterKey", "NameKey", "Id")""",
            """CREATE INDEX "IX_LoraRecords_WorkspaceKey_State_FilterKey_Size_Id" ON "LoraRecords" ("WorkspaceKey", "State", "FilterKey", "Size", "Id")""",
            """CREATE INDEX "IX_LoraRecords_WorkspaceKey_State_FilterKey_UploadedAt_Id" ON "LoraRecords" ("WorkspaceKey", "State", "FilterKey", "UploadedAt", "Id")""",
            """CREATE INDEX "IX_LoraRecords_WorkspaceKey_State_LastUsedAt_Id" ON "LoraRecords" ("WorkspaceKey", "State", "LastUsedAt", "Id") WHERE "LastUsedAt" IS NOT NULL""",
            """CREATE INDEX "IX_LoraRecords_WorkspaceKey_State_NameKey_Id" ON "LoraRecords" ("WorkspaceKey", "State", "NameKey", "Id")""",
            """CREATE INDEX "IX_LoraRecords_WorkspaceKey_State_Size_Id" ON "LoraRecords" ("WorkspaceKey", "State", "Size", "Id")""",
            """CREATE INDEX "IX_LoraRecords_WorkspaceKey_State_UploadedAt_Id" ON "LoraRecords" ("WorkspaceKey", "State", "UploadedAt", "Id")""",
            """CREATE UNIQUE INDEX "IX_LoraRecords_WorkspaceKey_StorageKey" ON "LoraRecords" ("WorkspaceKey", "StorageKey")""",
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var statement in Statements)
            {
                migrationBuilder.Sql(statement + ";");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var name in Statements.Select(statement => statement.Split('"')[1]))
            {
                migrationBuilder.Sql($"DROP INDEX \"{name}\"");
            }
        }
    }
}

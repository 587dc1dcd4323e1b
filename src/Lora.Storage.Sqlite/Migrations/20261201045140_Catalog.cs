using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Catalog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // SQLite can't change the key of a table, so the rows are copied into new ones.
            // Tables that refer to others come first, because dropping a table deletes the rows that refer to it.
            migrationBuilder.Sql(
                """
                CREATE TABLE "NewLoraThumbnails" (
                    "WorkspaceKey" TEXT NOT NULL,
                    "LoraId" TEXT NOT NULL,
                    "MediaType" TEXT NOT NULL,
                    "Content" BLOB NOT NULL,
                    CONSTRAINT "PK_LoraThumbnails" PRIMARY KEY ("WorkspaceKey", "LoraId")
                );
                INSERT INTO "NewLoraThumbnails" ("WorkspaceKey", "LoraId", "MediaType", "Content")
                SELECT r."WorkspaceKey", t."LoraId", t."MediaType", t."Content" FROM "LoraThumbnails" AS t JOIN "LoraRecords" AS r ON r."Id" = t."LoraId";
                DROP TABLE "LoraThumbnails";
                ALTER TABLE "NewLoraThumbnails" RENAME TO "LoraThumbnails";
                CREATE TABLE "OldLoraPartDigests" AS
                SELECT u."WorkspaceKey", d."UploadId", d."Number", d."Sha256" FROM "LoraPartDigests" AS d JOIN "LoraUploads" AS u ON u."Id" = d."UploadId";
                DROP TABLE "LoraPartDigests";
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "NewLoraUploads" (
                    "Id" TEXT NOT NULL,
                    "WorkspaceKey" TEXT NOT NULL,
                    "Workspace" TEXT NOT NULL,
                    "Owner" TEXT NULL,
                    "OwnerKey" TEXT NULL,
                    "ClientKey" TEXT NULL,
                    "FileName" TEXT NOT NULL,
                    "StorageKey" TEXT NOT NULL,
                    "Size" INTEGER NOT NULL,
                    "PartSize" INTEGER NOT NULL,
                    "MultipartId" TEXT NULL,
                    "State" INTEGER NOT NULL,
                    "CreatedAt" TEXT NOT NULL,
                    "ExpiresAt" TEXT NOT NULL,
                    "Stamp" TEXT NOT NULL,
                    CONSTRAINT "PK_LoraUploads" PRIMARY KEY ("WorkspaceKey", "Id")
                );
                INSERT INTO "NewLoraUploads" ("Id", "WorkspaceKey", "Workspace", "Owner", "OwnerKey", "ClientKey", "FileName", "StorageKey", "Size", "PartSize", "MultipartId", "State", "CreatedAt", "ExpiresAt", "Stamp") SELECT "Id", "WorkspaceKey", "Workspace", "Owner", "OwnerKey", "ClientKey", "FileName", "StorageKey", "Size", "PartSize", "MultipartId", "State", "CreatedAt", "ExpiresAt", "Stamp" FROM "LoraUploads";
                DROP TABLE "LoraUploads";
                ALTER TABLE "NewLoraUploads" RENAME TO "LoraUploads";
                CREATE INDEX "IX_LoraUploads_ExpiresAt" ON "LoraUploads" ("ExpiresAt");
                CREATE INDEX "IX_LoraUploads_StorageKey" ON "LoraUploads" ("StorageKey");
                CREATE UNIQUE INDEX "IX_LoraUploads_WorkspaceKey_ClientKey" ON "LoraUploads" ("WorkspaceKey", "ClientKey");
                CREATE INDEX "IX_LoraUploads_WorkspaceKey_OwnerKey" ON "LoraUploads" ("WorkspaceKey", "OwnerKey");
                CREATE TABLE "LoraPartDigests" (
                    "WorkspaceKey" TEXT NOT NULL,
                    "UploadId" TEXT NOT NULL,
                    "Number" INTEGER NOT NULL,
                    "Sha256" TEXT NOT NULL,
                    CONSTRAINT "PK_LoraPartDigests" PRIMARY KEY ("WorkspaceKey", "UploadId", "Number"),
                    CONSTRAINT "FK_LoraPartDigests_LoraUploads_WorkspaceKey_UploadId" FOREIGN KEY ("WorkspaceKey", "UploadId") REFERENCES "LoraUploads" ("WorkspaceKey", "Id") ON DELETE CASCADE
                );
                INSERT INTO "LoraPartDigests" SELECT * FROM "OldLoraPartDigests";
                DROP TABLE "OldLoraPartDigests";
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "NewLoraAuditEvents" (
                    "Id" TEXT NOT NULL,
                    "WorkspaceKey" TEXT NOT NULL,
                    "Time" TEXT NOT NULL,
                    "Workspace" TEXT NOT NULL,
                    "UserId" TEXT NULL,
                    "UserKey" TEXT NULL,
                    "Action" INTEGER NOT NULL,
                    "LoraId" TEXT NULL,
                    "LoraName" TEXT NULL,
                    "Outcome" INTEGER NOT NULL,
                    "Code" TEXT NULL,
                    CONSTRAINT "PK_LoraAuditEvents" PRIMARY KEY ("WorkspaceKey", "Id")
                );
                INSERT INTO "NewLoraAuditEvents" ("Id", "WorkspaceKey", "Time", "Workspace", "UserId", "UserKey", "Action", "LoraId", "LoraName", "Outcome", "Code") SELECT "Id", "WorkspaceKey", "Time", "Workspace", "UserId", "UserKey", "Action", "LoraId", "LoraName", "Outcome", "Code" FROM "LoraAuditEvents";
                DROP TABLE "LoraAuditEvents";
                ALTER TABLE "NewLoraAuditEvents" RENAME TO "LoraAuditEvents";
                CREATE INDEX "IX_LoraAuditEvents_Time" ON "LoraAuditEvents" ("Time");
                CREATE INDEX "IX_LoraAuditEvents_WorkspaceKey_LoraId_Time_Id" ON "LoraAuditEvents" ("WorkspaceKey", "LoraId", "Time", "Id");
                CREATE INDEX "IX_LoraAuditEvents_WorkspaceKey_Time_Id" ON "LoraAuditEvents" ("WorkspaceKey", "Time", "Id");
                CREATE INDEX "IX_LoraAuditEvents_WorkspaceKey_UserKey_Time_Id" ON "LoraAuditEvents" ("WorkspaceKey", "UserKey", "Time", "Id");
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "NewLoraRecords" (
                    "Number" INTEGER NOT NULL CONSTRAINT "PK_LoraRecords" PRIMARY KEY AUTOINCREMENT,
                    "Id" TEXT NOT NULL,
                    "WorkspaceKey" TEXT NOT NULL,
                    "Workspace" TEXT NOT NULL,
                    "Name" TEXT NOT NULL,
                    "NameKey" TEXT NOT NULL,
                    "FileName" TEXT NOT NULL,
                    "SearchText" TEXT NOT NULL DEFAULT '',
                    "ClientKey" TEXT NULL,
                    "StorageKey" TEXT NOT NULL,
                    "Size" INTEGER NOT NULL,
                    "UploadedAt" TEXT NOT NULL,
                    "LastUsedAt" TEXT NULL,
                    "UseCount" INTEGER NOT NULL,
                    "Facts" TEXT NULL,
                    "Card" TEXT NULL,
                    "IsDamaged" INTEGER NOT NULL DEFAULT 0,
                    "FamilyKeys" TEXT NOT NULL DEFAULT '|unknown|',
                    "Role" INTEGER NOT NULL DEFAULT 0,
                    "FilterKey" INTEGER NOT NULL DEFAULT 0,
                    "PairKey" INTEGER NULL,
                    "Sha256" TEXT NULL,
                    "Fingerprint" TEXT NULL,
                    "NeedsAnalysis" INTEGER NOT NULL DEFAULT 1,
                    "State" INTEGER NOT NULL,
                    "StateChangedAt" TEXT NOT NULL,
                    "Stamp" TEXT NOT NULL
                );
                INSERT INTO "NewLoraRecords" ("Id", "WorkspaceKey", "Workspace", "Name", "NameKey", "FileName", "ClientKey", "StorageKey", "Size", "UploadedAt", "LastUsedAt", "UseCount", "Facts", "FamilyKeys", "Role", "Sha256", "Fingerprint", "State", "StateChangedAt", "Stamp")
                SELECT "Id", "WorkspaceKey", "Workspace", "Name", "NameKey", "FileName", "ClientKey", "StorageKey", "Size", "UploadedAt", "LastUsedAt", "UseCount", "Facts", "FamilyKeys", "Role", "Sha256", "Fingerprint", "State", "StateChangedAt", "Stamp" FROM "LoraRecords" ORDER BY "Id";
                DROP TABLE "LoraRecords";
                ALTER TABLE "NewLoraRecords" RENAME TO "LoraRecords";
                CREATE INDEX "IX_LoraRecords_Id" ON "LoraRecords" ("Id") WHERE "NeedsAnalysis";
                CREATE UNIQUE INDEX "IX_LoraRecords_WorkspaceKey_Id" ON "LoraRecords" ("WorkspaceKey", "Id");
                """);

            migrationBuilder.Sql(
                """
                CREATE TABLE "LoraUsage" (
                    "WorkspaceKey" TEXT NOT NULL,
                    "State" INTEGER NOT NULL,
                    "FilterKey" INTEGER NOT NULL,
                    "FamilyKeys" TEXT NOT NULL,
                    "Role" INTEGER NOT NULL,
                    "Count" INTEGER NOT NULL,
                    "Bytes" INTEGER NOT NULL,
                    CONSTRAINT "PK_LoraUsage" PRIMARY KEY ("WorkspaceKey", "State", "FilterKey")
                );
                CREATE VIRTUAL TABLE "LoraSearch" USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Restore a backup from before this migration.");
    }
}

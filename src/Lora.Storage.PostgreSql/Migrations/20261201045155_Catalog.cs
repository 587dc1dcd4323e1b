using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Catalog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_part_digests_uploads_upload_id",
                schema: "lora",
                table: "part_digests");

            migrationBuilder.DropForeignKey(
                name: "FK_thumbnails_records_lora_id",
                schema: "lora",
                table: "thumbnails");

            migrationBuilder.DropPrimaryKey(
                name: "PK_uploads",
                schema: "lora",
                table: "uploads");

            migrationBuilder.DropPrimaryKey(
                name: "PK_thumbnails",
                schema: "lora",
                table: "thumbnails");

            migrationBuilder.DropPrimaryKey(
                name: "PK_records",
                schema: "lora",
                table: "records");

            migrationBuilder.DropIndex(
                name: "IX_records_state_state_changed_at",
                schema: "lora",
                table: "records");

            migrationBuilder.DropIndex(
                name: "IX_records_storage_key",
                schema: "lora",
                table: "records");

            migrationBuilder.DropIndex(
                name: "IX_records_workspace_key_client_key",
                schema: "lora",
                table: "records");

            migrationBuilder.DropIndex(
                name: "IX_records_workspace_key_id",
                schema: "lora",
                table: "records");

            migrationBuilder.DropIndex(
                name: "IX_records_workspace_key_state_family",
                schema: "lora",
                table: "records");

            migrationBuilder.DropIndex(
                name: "IX_records_workspace_key_uploaded_at_id",
                schema: "lora",
                table: "records");

            migrationBuilder.DropPrimaryKey(
                name: "PK_part_digests",
                schema: "lora",
                table: "part_digests");

            migrationBuilder.DropPrimaryKey(
                name: "PK_audit_events",
                schema: "lora",
                table: "audit_events");

            migrationBuilder.DropColumn(
                name: "family",
                schema: "lora",
                table: "records");

            migrationBuilder.DropColumn(
                name: "file_name_key",
                schema: "lora",
                table: "records");

            migrationBuilder.DropColumn(
                name: "is_inspected",
                schema: "lora",
                table: "records");

            migrationBuilder.DropColumn(
                name: "is_thumbnail_done",
                schema: "lora",
                table: "records");

            migrationBuilder.AddColumn<string>(
                name: "workspace_key",
                schema: "lora",
                table: "thumbnails",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "card",
                schema: "lora",
                table: "records",
                type: "text",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "filter_key",
                schema: "lora",
                table: "records",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int[]>(
                name: "grams",
                schema: "lora",
                table: "records",
                type: "integer[]",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_damaged",
                schema: "lora",
                table: "records",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "needs_analysis",
                schema: "lora",
                table: "records",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<long>(
                name: "pair_key",
                schema: "lora",
                table: "records",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                schema: "lora",
                table: "records",
                type: "text",
                maxLength: -1,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "workspace_key",
                schema: "lora",
                table: "part_digests",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql("UPDATE lora.thumbnails t SET workspace_key = r.workspace_key FROM lora.records r WHERE r.id = t.lora_id");
            migrationBuilder.Sql("UPDATE lora.part_digests d SET workspace_key = u.workspace_key FROM lora.uploads u WHERE u.id = d.upload_id");

            migrationBuilder.AddPrimaryKey(
                name: "PK_uploads",
                schema: "lora",
                table: "uploads",
                columns: new[] { "workspace_key", "id" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_thumbnails",
                schema: "lora",
                table: "thumbnails",
                columns: new[] { "workspace_key", "lora_id" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_records",
                schema: "lora",
                table: "records",
                columns: new[] { "workspace_key", "id" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_part_digests",
                schema: "lora",
                table: "part_digests",
                columns: new[] { "workspace_key", "upload_id", "number" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_audit_events",
                schema: "lora",
                table: "audit_events",
                columns: new[] { "workspace_key", "id" });

            migrationBuilder.CreateTable(
                name: "usage",
                schema: "lora",
                columns: table => new
                {
                    workspace_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    filter_key = table.Column<long>(type: "bigint", nullable: false),
                    family_keys = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: false),
                    role = table.Column<int>(type: "integer", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_usage", x => new { x.workspace_key, x.state, x.filter_key });
                });

            migrationBuilder.AddForeignKey(
                name: "FK_part_digests_uploads_workspace_key_upload_id",
                schema: "lora",
                table: "part_digests",
                columns: new[] { "workspace_key", "upload_id" },
                principalSchema: "lora",
                principalTable: "uploads",
                principalColumns: new[] { "workspace_key", "id" },
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.CreateIndex(
                name: "IX_records_id",
                schema: "lora",
                table: "records",
                column: "id",
                filter: "needs_analysis");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Restore a backup from before this migration.");
    }
}

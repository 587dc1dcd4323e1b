using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal sealed partial class ResumableUploads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_records_workspace_key_storage_key",
                schema: "lora",
                table: "records");

            migrationBuilder.AddColumn<string>(
                name: "client_key",
                schema: "lora",
                table: "uploads",
                type: "character varying(200)",
                unicode: false,
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "owner",
                schema: "lora",
                table: "uploads",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "owner_key",
                schema: "lora",
                table: "uploads",
                type: "character varying(64)",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "client_key",
                schema: "lora",
                table: "records",
                type: "character varying(200)",
                unicode: false,
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "fingerprint",
                schema: "lora",
                table: "records",
                type: "character varying(64)",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "part_digests",
                schema: "lora",
                columns: table => new
                {
                    upload_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_part_digests", x => new { x.upload_id, x.number });
                    table.ForeignKey(
                        name: "FK_part_digests_uploads_upload_id",
                        column: x => x.upload_id,
                        principalSchema: "lora",
                        principalTable: "uploads",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sightings",
                schema: "lora",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: false),
                    first_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sightings", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_uploads_storage_key",
                schema: "lora",
                table: "uploads",
                column: "storage_key");

            migrationBuilder.CreateIndex(
                name: "IX_uploads_workspace_key_client_key",
                schema: "lora",
                table: "uploads",
                columns: new[] { "workspace_key", "client_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_uploads_workspace_key_owner_key",
                schema: "lora",
                table: "uploads",
                columns: new[] { "workspace_key", "owner_key" });

            migrationBuilder.CreateIndex(
                name: "IX_records_storage_key",
                schema: "lora",
                table: "records",
                column: "storage_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_records_workspace_key_client_key",
                schema: "lora",
                table: "records",
                columns: new[] { "workspace_key", "client_key" });

            migrationBuilder.CreateIndex(
                name: "IX_records_workspace_key_id",
                schema: "lora",
                table: "records",
                columns: new[] { "workspace_key", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_records_workspace_key_size_fingerprint",
                schema: "lora",
                table: "records",
                columns: new[] { "workspace_key", "size", "fingerprint" });

            migrationBuilder.CreateIndex(
                name: "IX_records_workspace_key_uploaded_at_id",
                schema: "lora",
                table: "records",
                columns: new[] { "workspace_key", "uploaded_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "part_digests",
                schema: "lora");

            migrationBuilder.DropTable(
                name: "sightings",
                schema: "lora");

            migrationBuilder.DropIndex(
                name: "IX_uploads_storage_key",
                schema: "lora",
                table: "uploads");

            migrationBuilder.DropIndex(
                name: "IX_uploads_workspace_key_client_key",
                schema: "lora",
                table: "uploads");

            migrationBuilder.DropIndex(
                name: "IX_uploads_workspace_key_owner_key",
                schema: "lora",
                table: "uploads");

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
                name: "IX_records_workspace_key_size_fingerprint",
                schema: "lora",
                table: "records");

            migrationBuilder.DropIndex(
                name: "IX_records_workspace_key_uploaded_at_id",
                schema: "lora",
                table: "records");

            migrationBuilder.DropColumn(
                name: "client_key",
                schema: "lora",
                table: "uploads");

            migrationBuilder.DropColumn(
                name: "owner",
                schema: "lora",
                table: "uploads");

            migrationBuilder.DropColumn(
                name: "owner_key",
                schema: "lora",
                table: "uploads");

            migrationBuilder.DropColumn(
                name: "client_key",
                schema: "lora",
                table: "records");

            migrationBuilder.DropColumn(
                name: "fingerprint",
                schema: "lora",
                table: "records");

            migrationBuilder.CreateIndex(
                name: "IX_records_workspace_key_storage_key",
                schema: "lora",
                table: "records",
                columns: new[] { "workspace_key", "storage_key" },
                unique: true);
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "lora");

            migrationBuilder.CreateTable(
                name: "records",
                schema: "lora",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workspace_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    workspace = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name_key = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    file_name_key = table.Column<string>(type: "character varying(510)", maxLength: 510, nullable: false),
                    storage_key = table.Column<string>(type: "character varying(640)", maxLength: 640, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    uploaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    use_count = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    state_changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    stamp = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "uploads",
                schema: "lora",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workspace_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    workspace = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    file_name = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    storage_key = table.Column<string>(type: "character varying(640)", maxLength: 640, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    part_size = table.Column<long>(type: "bigint", nullable: false),
                    multipart_id = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    stamp = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_uploads", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_records_state_state_changed_at",
                schema: "lora",
                table: "records",
                columns: new[] { "state", "state_changed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_records_workspace_key_state_uploaded_at_id",
                schema: "lora",
                table: "records",
                columns: new[] { "workspace_key", "state", "uploaded_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_records_workspace_key_storage_key",
                schema: "lora",
                table: "records",
                columns: new[] { "workspace_key", "storage_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_uploads_expires_at",
                schema: "lora",
                table: "uploads",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "records",
                schema: "lora");

            migrationBuilder.DropTable(
                name: "uploads",
                schema: "lora");
        }
    }
}

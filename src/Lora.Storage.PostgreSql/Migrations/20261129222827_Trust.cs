using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Trust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_thumbnail_done",
                schema: "lora",
                table: "records",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "audit_events",
                schema: "lora",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    time = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    workspace_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    workspace = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    user_id = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    user_key = table.Column<string>(type: "character varying(64)", unicode: false, maxLength: 64, nullable: true),
                    action = table.Column<int>(type: "integer", nullable: false),
                    lora_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lora_name = table.Column<string>(type: "text", maxLength: -1, nullable: true),
                    outcome = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "text", maxLength: -1, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "thumbnails",
                schema: "lora",
                columns: table => new
                {
                    lora_id = table.Column<Guid>(type: "uuid", nullable: false),
                    media_type = table.Column<string>(type: "character varying(100)", unicode: false, maxLength: 100, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_thumbnails", x => x.lora_id);
                    table.ForeignKey(
                        name: "FK_thumbnails_records_lora_id",
                        column: x => x.lora_id,
                        principalSchema: "lora",
                        principalTable: "records",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_events_time",
                schema: "lora",
                table: "audit_events",
                column: "time");

            migrationBuilder.CreateIndex(
                name: "IX_audit_events_workspace_key_lora_id_time_id",
                schema: "lora",
                table: "audit_events",
                columns: new[] { "workspace_key", "lora_id", "time", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_events_workspace_key_time_id",
                schema: "lora",
                table: "audit_events",
                columns: new[] { "workspace_key", "time", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_events_workspace_key_user_key_time_id",
                schema: "lora",
                table: "audit_events",
                columns: new[] { "workspace_key", "user_key", "time", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_events",
                schema: "lora");

            migrationBuilder.DropTable(
                name: "thumbnails",
                schema: "lora");

            migrationBuilder.DropColumn(
                name: "is_thumbnail_done",
                schema: "lora",
                table: "records");
        }
    }
}

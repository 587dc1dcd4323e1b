using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Facts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "facts",
                schema: "lora",
                table: "records",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "family",
                schema: "lora",
                table: "records",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "unknown");

            migrationBuilder.AddColumn<string>(
                name: "family_keys",
                schema: "lora",
                table: "records",
                type: "character varying(1024)",
                maxLength: 1024,
                nullable: false,
                defaultValue: "|unknown|");

            migrationBuilder.AddColumn<bool>(
                name: "is_inspected",
                schema: "lora",
                table: "records",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "role",
                schema: "lora",
                table: "records",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "sha256",
                schema: "lora",
                table: "records",
                type: "character varying(64)",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_records_workspace_key_sha256",
                schema: "lora",
                table: "records",
                columns: new[] { "workspace_key", "sha256" });

            migrationBuilder.CreateIndex(
                name: "IX_records_workspace_key_state_family",
                schema: "lora",
                table: "records",
                columns: new[] { "workspace_key", "state", "family" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_records_workspace_key_sha256",
                schema: "lora",
                table: "records");

            migrationBuilder.DropIndex(
                name: "IX_records_workspace_key_state_family",
                schema: "lora",
                table: "records");

            migrationBuilder.DropColumn(
                name: "facts",
                schema: "lora",
                table: "records");

            migrationBuilder.DropColumn(
                name: "family",
                schema: "lora",
                table: "records");

            migrationBuilder.DropColumn(
                name: "family_keys",
                schema: "lora",
                table: "records");

            migrationBuilder.DropColumn(
                name: "is_inspected",
                schema: "lora",
                table: "records");

            migrationBuilder.DropColumn(
                name: "role",
                schema: "lora",
                table: "records");

            migrationBuilder.DropColumn(
                name: "sha256",
                schema: "lora",
                table: "records");
        }
    }
}

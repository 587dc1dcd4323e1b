using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Facts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Facts",
                table: "LoraRecords",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Family",
                table: "LoraRecords",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "unknown");

            migrationBuilder.AddColumn<string>(
                name: "FamilyKeys",
                table: "LoraRecords",
                type: "TEXT",
                maxLength: 1024,
                nullable: false,
                defaultValue: "|unknown|");

            migrationBuilder.AddColumn<bool>(
                name: "IsInspected",
                table: "LoraRecords",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Role",
                table: "LoraRecords",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Sha256",
                table: "LoraRecords",
                type: "TEXT",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_LoraRecords_WorkspaceKey_Sha256",
                table: "LoraRecords",
                columns: new[] { "WorkspaceKey", "Sha256" });

            migrationBuilder.CreateIndex(
                name: "IX_LoraRecords_WorkspaceKey_State_Family",
                table: "LoraRecords",
                columns: new[] { "WorkspaceKey", "State", "Family" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_LoraRecords_WorkspaceKey_Sha256",
                table: "LoraRecords");

            migrationBuilder.DropIndex(
                name: "IX_LoraRecords_WorkspaceKey_State_Family",
                table: "LoraRecords");

            migrationBuilder.DropColumn(
                name: "Facts",
                table: "LoraRecords");

            migrationBuilder.DropColumn(
                name: "Family",
                table: "LoraRecords");

            migrationBuilder.DropColumn(
                name: "FamilyKeys",
                table: "LoraRecords");

            migrationBuilder.DropColumn(
                name: "IsInspected",
                table: "LoraRecords");

            migrationBuilder.DropColumn(
                name: "Role",
                table: "LoraRecords");

            migrationBuilder.DropColumn(
                name: "Sha256",
                table: "LoraRecords");
        }
    }
}

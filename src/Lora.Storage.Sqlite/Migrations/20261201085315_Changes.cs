using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal partial class Changes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "LoraChanges",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    WorkspaceKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Workspace = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    LoraId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Origin = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LoraChanges", x => x.Sequence);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LoraChanges_ChangedAt",
                table: "LoraChanges",
                column: "ChangedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LoraChanges");
        }
    }
}

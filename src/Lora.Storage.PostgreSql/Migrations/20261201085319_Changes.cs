using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Lora.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal partial class Changes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "changes",
                schema: "lora",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    workspace_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    workspace = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    lora_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    origin = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_changes", x => new { x.workspace_key, x.sequence });
                });

            migrationBuilder.CreateIndex(
                name: "IX_changes_changed_at",
                schema: "lora",
                table: "changes",
                column: "changed_at");

            migrationBuilder.CreateIndex(
                name: "IX_changes_sequence",
                schema: "lora",
                table: "changes",
                column: "sequence");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "changes",
                schema: "lora");
        }
    }
}

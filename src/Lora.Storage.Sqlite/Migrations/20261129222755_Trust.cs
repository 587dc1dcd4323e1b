using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Trust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsThumbnailDone",
                table: "LoraRecords",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "LoraAuditEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Time = table.Column<DateTime>(type: "TEXT", nullable: false),
                    WorkspaceKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Workspace = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    UserId = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    UserKey = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true),
                    Action = table.Column<int>(type: "INTEGER", nullable: false),
                    LoraId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LoraName = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LoraAuditEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LoraThumbnails",
                columns: table => new
                {
                    LoraId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MediaType = table.Column<string>(type: "TEXT", unicode: false, maxLength: 100, nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LoraThumbnails", x => x.LoraId);
                    table.ForeignKey(
                        name: "FK_LoraThumbnails_LoraRecords_LoraId",
                        column: x => x.LoraId,
                        principalTable: "LoraRecords",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LoraAuditEvents_Time",
                table: "LoraAuditEvents",
                column: "Time");

            migrationBuilder.CreateIndex(
                name: "IX_LoraAuditEvents_WorkspaceKey_LoraId_Time_Id",
                table: "LoraAuditEvents",
                columns: new[] { "WorkspaceKey", "LoraId", "Time", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_LoraAuditEvents_WorkspaceKey_Time_Id",
                table: "LoraAuditEvents",
                columns: new[] { "WorkspaceKey", "Time", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_LoraAuditEvents_WorkspaceKey_UserKey_Time_Id",
                table: "LoraAuditEvents",
                columns: new[] { "WorkspaceKey", "UserKey", "Time", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LoraAuditEvents");

            migrationBuilder.DropTable(
                name: "LoraThumbnails");

            migrationBuilder.DropColumn(
                name: "IsThumbnailDone",
                table: "LoraRecords");
        }
    }
}

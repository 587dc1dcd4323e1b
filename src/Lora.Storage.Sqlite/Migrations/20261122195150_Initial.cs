using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "LoraRecords",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkspaceKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Workspace = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    FileNameKey = table.Column<string>(type: "TEXT", maxLength: 510, nullable: false),
                    StorageKey = table.Column<string>(type: "TEXT", maxLength: 640, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    UploadedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastUsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UseCount = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    StateChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Stamp = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LoraRecords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LoraUploads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkspaceKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Workspace = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    StorageKey = table.Column<string>(type: "TEXT", maxLength: 640, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    PartSize = table.Column<long>(type: "INTEGER", nullable: false),
                    MultipartId = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Stamp = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LoraUploads", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LoraRecords_State_StateChangedAt",
                table: "LoraRecords",
                columns: new[] { "State", "StateChangedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_LoraRecords_WorkspaceKey_State_UploadedAt_Id",
                table: "LoraRecords",
                columns: new[] { "WorkspaceKey", "State", "UploadedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_LoraRecords_WorkspaceKey_StorageKey",
                table: "LoraRecords",
                columns: new[] { "WorkspaceKey", "StorageKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LoraUploads_ExpiresAt",
                table: "LoraUploads",
                column: "ExpiresAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LoraRecords");

            migrationBuilder.DropTable(
                name: "LoraUploads");
        }
    }
}

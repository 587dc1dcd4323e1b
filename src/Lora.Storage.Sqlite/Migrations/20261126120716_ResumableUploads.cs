using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Lora.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class ResumableUploads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_LoraRecords_WorkspaceKey_StorageKey",
                table: "LoraRecords");

            migrationBuilder.AddColumn<string>(
                name: "ClientKey",
                table: "LoraUploads",
                type: "TEXT",
                unicode: false,
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Owner",
                table: "LoraUploads",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OwnerKey",
                table: "LoraUploads",
                type: "TEXT",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClientKey",
                table: "LoraRecords",
                type: "TEXT",
                unicode: false,
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Fingerprint",
                table: "LoraRecords",
                type: "TEXT",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LoraPartDigests",
                columns: table => new
                {
                    UploadId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LoraPartDigests", x => new { x.UploadId, x.Number });
                    table.ForeignKey(
                        name: "FK_LoraPartDigests_LoraUploads_UploadId",
                        column: x => x.UploadId,
                        principalTable: "LoraUploads",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LoraSightings",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    FirstSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LoraSightings", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LoraUploads_StorageKey",
                table: "LoraUploads",
                column: "StorageKey");

            migrationBuilder.CreateIndex(
                name: "IX_LoraUploads_WorkspaceKey_ClientKey",
                table: "LoraUploads",
                columns: new[] { "WorkspaceKey", "ClientKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LoraUploads_WorkspaceKey_OwnerKey",
                table: "LoraUploads",
                columns: new[] { "WorkspaceKey", "OwnerKey" });

            migrationBuilder.CreateIndex(
                name: "IX_LoraRecords_StorageKey",
                table: "LoraRecords",
                column: "StorageKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LoraRecords_WorkspaceKey_ClientKey",
                table: "LoraRecords",
                columns: new[] { "WorkspaceKey", "ClientKey" });

            migrationBuilder.CreateIndex(
                name: "IX_LoraRecords_WorkspaceKey_Id",
                table: "LoraRecords",
                columns: new[] { "WorkspaceKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_LoraRecords_WorkspaceKey_Size_Fingerprint",
                table: "LoraRecords",
                columns: new[] { "WorkspaceKey", "Size", "Fingerprint" });

            migrationBuilder.CreateIndex(
                name: "IX_LoraRecords_WorkspaceKey_UploadedAt_Id",
                table: "LoraRecords",
                columns: new[] { "WorkspaceKey", "UploadedAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LoraPartDigests");

            migrationBuilder.DropTable(
                name: "LoraSightings");

            migrationBuilder.DropIndex(
                name: "IX_LoraUploads_StorageKey",
                table: "LoraUploads");

            migrationBuilder.DropIndex(
                name: "IX_LoraUploads_WorkspaceKey_ClientKey",
                table: "LoraUploads");

            migrationBuilder.DropIndex(
                name: "IX_LoraUploads_WorkspaceKey_OwnerKey",
                table: "LoraUploads");

            migrationBuilder.DropIndex(
                name: "IX_LoraRecords_StorageKey",
                table: "LoraRecords");

            migrationBuilder.DropIndex(
                name: "IX_LoraRecords_WorkspaceKey_ClientKey",
                table: "LoraRecords");

            migrationBuilder.DropIndex(
                name: "IX_LoraRecords_WorkspaceKey_Id",
                table: "LoraRecords");

            migrationBuilder.DropIndex(
                name: "IX_LoraRecords_WorkspaceKey_Size_Fingerprint",
                table: "LoraRecords");

            migrationBuilder.DropIndex(
                name: "IX_LoraRecords_WorkspaceKey_UploadedAt_Id",
                table: "LoraRecords");

            migrationBuilder.DropColumn(
                name: "ClientKey",
                table: "LoraUploads");

            migrationBuilder.DropColumn(
                name: "Owner",
                table: "LoraUploads");

            migrationBuilder.DropColumn(
                name: "OwnerKey",
                table: "LoraUploads");

            migrationBuilder.DropColumn(
                name: "ClientKey",
                table: "LoraRecords");

            migrationBuilder.DropColumn(
                name: "Fingerprint",
                table: "LoraRecords");

            migrationBuilder.CreateIndex(
                name: "IX_LoraRecords_WorkspaceKey_StorageKey",
                table: "LoraRecords",
                columns: new[] { "WorkspaceKey", "StorageKey" },
                unique: true);
        }
    }
}

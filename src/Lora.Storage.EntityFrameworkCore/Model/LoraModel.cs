using Lora.Catalog;
using Lora.Inspection;
using Lora.Storage.EntityFrameworkCore.Queries;
using Lora.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>The two tables. Everything that a host's conventions could change in a harmful way is said outright.</summary>
internal static class LoraModel
{
    // With 128 characters of workspace it stays within the 3072 bytes an index entry may have on the strictest common database.
    private const int MaxStorageKey = 640;
    private const int MaxWorkspaceKey = 64;
    private const int Unlimited = -1;
    private const int Sha256Length = 64;
    private const int MaxMultipartId = 1024;

    public static void Configure(ModelBuilder model, string? schema, string recordsTable, string uploadsTable)
    {
        model.Entity<LoraRecordRow>(entity => ConfigureRecords(entity.ToTable(recordsTable, schema)));
        model.Entity<LoraUploadRow>(entity => ConfigureUploads(entity.ToTable(uploadsTable, schema)));
    }

    private static void ConfigureRecords(EntityTypeBuilder<LoraRecordRow> entity)
    {
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.WorkspaceKey).HasMaxLength(MaxWorkspaceKey);
        entity.Property(row => row.Workspace).HasMaxLength(LoraWorkspaceId.MaxLength).IsUnicode();
        entity.Property(row => row.Name).HasMaxLength(LoraNameRules.MaxLength).IsUnicode();
        entity.Property(row => row.NameKey).HasMaxLength(SearchKey.MaxName).IsUnicode();
        entity.Property(row => row.FileName).HasMaxLength(LoraFileRules.MaxNameLength).IsUnicode();
        entity.Property(row => row.FileNameKey).HasMaxLength(SearchKey.MaxFileName).IsUnicode();
        entity.Property(row => row.StorageKey).HasMaxLength(MaxStorageKey).IsUnicode();
        entity.Property(row => row.UploadedAt).HasConversion<UtcMillisecondsConverter>();
        entity.Property(row => row.LastUsedAt).HasConversion<UtcMillisecondsConverter>();
        entity.Property(row => row.StateChangedAt).HasConversion<UtcMillisecondsConverter>();
        entity.Property(row => row.Facts).HasMaxLength(Unlimited).IsUnicode();
        entity.Property(row => row.Family).HasMaxLength(FactsColumns.MaxFamily).IsUnicode().HasDefaultValue(LoraFamilies.Unknown);
        entity.Property(row => row.FamilyKeys).HasMaxLength(FactsColumns.MaxFamilyKeys).IsUnicode().HasDefaultValue(FactsColumns.Key(LoraFamilies.Unknown));
        entity.Property(row => row.Role).HasConversion<int>().HasDefaultValue(LoraExpertRole.Unknown).HasSentinel(LoraExpertRole.Unknown);
        entity.Property(row => row.Sha256).HasMaxLength(Sha256Length).IsUnicode(false);
        entity.Property(row => row.IsInspected).HasDefaultValue(false);
        entity.Property(row => row.State).HasConversion<int>();

        entity.HasIndex(row => new { row.WorkspaceKey, row.State, row.Family });
        entity.HasIndex(row => new { row.WorkspaceKey, row.Sha256 });
        entity.HasIndex(row => new { row.WorkspaceKey, row.State, row.UploadedAt, row.Id });
        entity.HasIndex(row => new { row.WorkspaceKey, row.StorageKey }).IsUnique();
        entity.HasIndex(row => new { row.State, row.StateChangedAt });
    }

    private static void ConfigureUploads(EntityTypeBuilder<LoraUploadRow> entity)
    {
        entity.HasKey(row => row.Id);
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.WorkspaceKey).HasMaxLength(MaxWorkspaceKey);
        entity.Property(row => row.Workspace).HasMaxLength(LoraWorkspaceId.MaxLength).IsUnicode();
        entity.Property(row => row.FileName).HasMaxLength(LoraFileRules.MaxNameLength).IsUnicode();
        entity.Property(row => row.StorageKey).HasMaxLength(MaxStorageKey).IsUnicode();
        entity.Property(row => row.MultipartId).HasMaxLength(MaxMultipartId);
        entity.Property(row => row.CreatedAt).HasConversion<UtcMillisecondsConverter>();
        entity.Property(row => row.ExpiresAt).HasConversion<UtcMillisecondsConverter>();
        entity.Property(row => row.State).HasConversion<int>();

        entity.HasIndex(row => row.ExpiresAt);
    }
}

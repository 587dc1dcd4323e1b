using Lora.Inspection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>Configures the tables. Everything that a host's conventions could break is configured explicitly.</summary>
internal static class LoraModel
{
    // Index entries stay within 3072 bytes, the lowest limit of the common databases.
    // Every primary key and unique index begins with the workspace, so that the tables can be distributed or partitioned by it.
    private const int MaxWorkspaceKey = 64;
    private const int Unlimited = -1;
    private const int MaxMultipartId = 1024;
    private const int MaxMediaType = 100;

    /// <summary>Configures the tables.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tables">The names of the tables.</param>
    /// <param name="isNumbered">Whether the key of a record is a number, to which a full-text index can refer, instead of workspace and id.</param>
    public static void Configure(ModelBuilder model, LoraTables tables, bool isNumbered = false)
    {
        model.Entity<LoraRecordRow>(entity => ConfigureRecords(entity.ToTable(tables.Records, tables.Schema), isNumbered));
        model.Entity<UsageRow>(entity => ConfigureUsage(entity.ToTable(tables.Usage, tables.Schema)));
        model.Entity<LoraUploadRow>(entity => ConfigureUploads(entity.ToTable(tables.Uploads, tables.Schema)));
        model.Entity<PartDigestRow>(entity => ConfigurePartDigests(entity.ToTable(tables.PartDigests, tables.Schema)));
        model.Entity<ThumbnailRow>(entity => ConfigureThumbnails(entity.ToTable(tables.Thumbnails, tables.Schema)));
        model.Entity<ChangeRow>(entity => ConfigureChanges(entity.ToTable(tables.Changes, tables.Schema)));
        model.Entity<AuditEventRow>(entity => ConfigureAuditEvents(entity.ToTable(tables.AuditEvents, tables.Schema)));
    }

    private static void ConfigureRecords(EntityTypeBuilder<LoraRecordRow> entity, bool isNumbered)
    {
        if (isNumbered)
        {
            entity.HasKey(row => row.Number);
            entity.HasIndex(row => new { row.WorkspaceKey, row.Id }).IsUnique();
        }
        else
        {
            entity.HasKey(row => new { row.WorkspaceKey, row.Id });
            entity.Ignore(row => row.Number);
        }

        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.WorkspaceKey).HasMaxLength(MaxWorkspaceKey);
        entity.Property(row => row.Workspace).HasMaxLength(LoraWorkspaceId.MaxLength).IsUnicode();
        entity.Property(row => row.Name).HasMaxLength(LoraNameRules.MaxLength).IsUnicode();
        entity.Property(row => row.NameKey).HasMaxLength(SearchKey.MaxName).IsUnicode();
        entity.Property(row => row.FileName).HasMaxLength(LoraFileRules.MaxNameLength).IsUnicode();
        entity.Property(row => row.SearchText).HasMaxLength(Unlimited).IsUnicode();
        entity.Property(row => row.ClientKey).HasMaxLength(LoraUpload.MaxClientKey).IsUnicode(false);
        entity.Property(row => row.StorageKey).HasMaxLength(LoraStorageKey.MaxLength).IsUnicode();
        entity.Property(row => row.UploadedAt).HasConversion<UtcMillisecondsConverter>();
        entity.Property(row => row.LastUsedAt).HasConversion<UtcMillisecondsConverter>();
        entity.Property(row => row.StateChangedAt).HasConversion<UtcMillisecondsConverter>();
        entity.Property(row => row.Facts).HasMaxLength(Unlimited).IsUnicode();
        entity.Property(row => row.Card).HasMaxLength(Unlimited).IsUnicode();
        entity.Property(row => row.FamilyKeys).HasMaxLength(FactsColumns.MaxFamilyKeys).IsUnicode().HasDefaultValue(FactsColumns.Key(LoraFamilies.Unknown));
        entity.Property(row => row.Role).HasConversion<int>().HasDefaultValue(LoraNoiseExpert.Unknown).HasSentinel(LoraNoiseExpert.Unknown);
        entity.Property(row => row.Sha256).HasMaxLength(Digest.Length).IsUnicode(false);
        entity.Property(row => row.Fingerprint).HasMaxLength(Digest.Length).IsUnicode(false);
        entity.Property(row => row.NeedsAnalysis).HasDefaultValue(true).HasSentinel(true);
        entity.Property(row => row.State).HasConversion<int>();
        entity.Ignore(row => row.Grams);

        // A list reads one range of an index for each state and, with a filter, for each combination of base models and expert: in the order of the list, so that it ends after a page.
        entity.HasIndex(row => new { row.WorkspaceKey, row.State, row.UploadedAt, row.Id });
        entity.HasIndex(row => new { row.WorkspaceKey, row.State, row.NameKey, row.Id });
        entity.HasIndex(row => new { row.WorkspaceKey, row.State, row.LastUsedAt, row.Id });
        entity.HasIndex(row => new { row.WorkspaceKey, row.State, row.Size, row.Id });
        entity.HasIndex(row => new { row.WorkspaceKey, row.State, row.FilterKey, row.UploadedAt, row.Id });
        entity.HasIndex(row => new { row.WorkspaceKey, row.State, row.FilterKey, row.NameKey, row.Id });
        entity.HasIndex(row => new { row.WorkspaceKey, row.State, row.FilterKey, row.LastUsedAt, row.Id });
        entity.HasIndex(row => new { row.WorkspaceKey, row.State, row.FilterKey, row.Size, row.Id });
        entity.HasIndex(row => new { row.WorkspaceKey, row.PairKey, row.State });
        entity.HasIndex(row => new { row.WorkspaceKey, row.Sha256 });
        entity.HasIndex(row => new { row.WorkspaceKey, row.Size, row.Fingerprint });
        entity.HasIndex(row => new { row.WorkspaceKey, row.ClientKey });
        entity.HasIndex(row => new { row.WorkspaceKey, row.StorageKey }).IsUnique();

        // For maintenance, which reads all workspaces.
        entity.HasIndex(row => row.StorageKey);
        entity.HasIndex(row => new { row.NeedsAnalysis, row.Id });
        entity.HasIndex(row => new { row.State, row.StateChangedAt });
    }

    private static void ConfigureUsage(EntityTypeBuilder<UsageRow> entity)
    {
        entity.HasKey(row => new { row.WorkspaceKey, row.State, row.FilterKey });
        entity.Property(row => row.WorkspaceKey).HasMaxLength(MaxWorkspaceKey);
        entity.Property(row => row.State).HasConversion<int>().ValueGeneratedNever();
        entity.Property(row => row.FilterKey).ValueGeneratedNever();
        entity.Property(row => row.FamilyKeys).HasMaxLength(FactsColumns.MaxFamilyKeys).IsUnicode();
        entity.Property(row => row.Role).HasConversion<int>();
    }

    private static void ConfigureUploads(EntityTypeBuilder<LoraUploadRow> entity)
    {
        entity.HasKey(row => new { row.WorkspaceKey, row.Id });
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.WorkspaceKey).HasMaxLength(MaxWorkspaceKey);
        entity.Property(row => row.Workspace).HasMaxLength(LoraWorkspaceId.MaxLength).IsUnicode();
        entity.Property(row => row.Owner).HasMaxLength(Unlimited).IsUnicode();
        entity.Property(row => row.OwnerKey).HasMaxLength(Digest.Length).IsUnicode(false);
        entity.Property(row => row.ClientKey).HasMaxLength(LoraUpload.MaxClientKey).IsUnicode(false);
        entity.Property(row => row.FileName).HasMaxLength(LoraFileRules.MaxNameLength).IsUnicode();
        entity.Property(row => row.StorageKey).HasMaxLength(LoraStorageKey.MaxLength).IsUnicode();
        entity.Property(row => row.MultipartId).HasMaxLength(MaxMultipartId);
        entity.Property(row => row.CreatedAt).HasConversion<UtcMillisecondsConverter>();
        entity.Property(row => row.ExpiresAt).HasConversion<UtcMillisecondsConverter>();
        entity.Property(row => row.State).HasConversion<int>();

        // If a database considers two nulls equal, its provider excludes them from a unique index.
        entity.HasIndex(row => new { row.WorkspaceKey, row.ClientKey }).IsUnique();
        entity.HasIndex(row => new { row.WorkspaceKey, row.OwnerKey });
        entity.HasIndex(row => row.StorageKey);
        entity.HasIndex(row => row.ExpiresAt);
    }

    private static void ConfigurePartDigests(EntityTypeBuilder<PartDigestRow> entity)
    {
        entity.HasKey(row => new { row.WorkspaceKey, row.UploadId, row.Number });
        entity.Property(row => row.WorkspaceKey).HasMaxLength(MaxWorkspaceKey);
        entity.Property(row => row.UploadId).ValueGeneratedNever();
        entity.Property(row => row.Number).ValueGeneratedNever();
        entity.Property(row => row.Sha256).HasMaxLength(Digest.Length).IsUnicode(false);
        entity.HasOne<LoraUploadRow>().WithMany().HasForeignKey(row => new { row.WorkspaceKey, row.UploadId }).OnDelete(DeleteBehavior.Cascade);
    }

    private static void ConfigureThumbnails(EntityTypeBuilder<ThumbnailRow> entity)
    {
        entity.HasKey(row => new { row.WorkspaceKey, row.LoraId });
        entity.Property(row => row.WorkspaceKey).HasMaxLength(MaxWorkspaceKey);
        entity.Property(row => row.LoraId).ValueGeneratedNever();
        entity.Property(row => row.MediaType).HasMaxLength(MaxMediaType).IsUnicode(false);
        entity.Property(row => row.Content).HasMaxLength(Unlimited);
    }

    private static void ConfigureChanges(EntityTypeBuilder<ChangeRow> entity)
    {
        entity.HasKey(row => row.Sequence);
        entity.Property(row => row.Sequence).ValueGeneratedOnAdd();
        entity.Property(row => row.WorkspaceKey).HasMaxLength(MaxWorkspaceKey);
        entity.Property(row => row.Workspace).HasMaxLength(LoraWorkspaceId.MaxLength).IsUnicode();
        entity.Property(row => row.Kind).HasConversion<int>();
        entity.Property(row => row.ChangedAt).HasConversion<UtcMillisecondsConverter>();
        entity.HasIndex(row => row.ChangedAt);
    }

    private static void ConfigureAuditEvents(EntityTypeBuilder<AuditEventRow> entity)
    {
        entity.HasKey(row => new { row.WorkspaceKey, row.Id });
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.Property(row => row.Time).HasConversion<UtcMillisecondsConverter>();
        entity.Property(row => row.WorkspaceKey).HasMaxLength(MaxWorkspaceKey);
        entity.Property(row => row.Workspace).HasMaxLength(LoraWorkspaceId.MaxLength).IsUnicode();
        entity.Property(row => row.UserId).HasMaxLength(Unlimited).IsUnicode();
        entity.Property(row => row.UserKey).HasMaxLength(Digest.Length).IsUnicode(false);
        entity.Property(row => row.Action).HasConversion<int>();
        entity.Property(row => row.LoraName).HasMaxLength(Unlimited).IsUnicode();
        entity.Property(row => row.Outcome).HasConversion<int>();
        entity.Property(row => row.Code).HasMaxLength(Unlimited).IsUnicode();

        entity.HasIndex(row => new { row.WorkspaceKey, row.Time, row.Id });
        entity.HasIndex(row => new { row.WorkspaceKey, row.LoraId, row.Time, row.Id });
        entity.HasIndex(row => new { row.WorkspaceKey, row.UserKey, row.Time, row.Id });
        entity.HasIndex(row => row.Time);
    }
}

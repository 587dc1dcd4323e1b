using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora;

/// <summary>Adds the tables of the toolkit to a host's own model.</summary>
public static class LoraModelBuilderExtensions
{
    /// <summary>
    /// Adds the five tables of the toolkit to this model: LoRA records, their thumbnails, upload sessions, the digests of their parts, and audit events. The last
    /// one stays empty unless <see cref="LoraBuilder.UseDatabaseAudit"/> is called.
    /// Call it in <c>OnModelCreating</c>; the host's own migrations create them.
    /// Register the context with <see cref="LoraEntityFrameworkCoreExtensions.UseEntityFrameworkCore{TContext}"/>.
    /// </summary>
    /// <param name="modelBuilder">The host's model.</param>
    /// <param name="schema">The schema of the tables. Default: <see langword="null"/>, the model's default schema.</param>
    /// <param name="tablePrefix">
    /// The prefix of the table names. Default: <c>Lora</c>, which results in <c>LoraRecords</c>, <c>LoraThumbnails</c>, <c>LoraUploads</c>, <c>LoraPartDigests</c>,
    /// and <c>LoraAuditEvents</c>. May be empty.
    /// </param>
    public static ModelBuilder UseLora(this ModelBuilder modelBuilder, string? schema = null, string tablePrefix = "Lora")
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        ArgumentNullException.ThrowIfNull(tablePrefix);
        LoraModel.Configure(modelBuilder, LoraTables.Prefixed(schema, tablePrefix));
        return modelBuilder;
    }
}

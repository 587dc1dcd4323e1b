namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>The names of the tables.</summary>
internal sealed record LoraTables(string? Schema, string Records, string Usage, string Uploads, string PartDigests, string Thumbnails, string AuditEvents, string Changes)
{
    public static LoraTables Prefixed(string? schema, string prefix) => new(
        schema, prefix + "Records", prefix + "Usage", prefix + "Uploads", prefix + "PartDigests", prefix + "Thumbnails", prefix + "AuditEvents", prefix + "Changes");
}

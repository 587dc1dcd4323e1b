using Lora.Storage.EntityFrameworkCore.Model;

namespace Lora.Storage.EntityFrameworkCore.Queries;

internal static class AuditQuery
{
    /// <summary>Returns the rows after a position. The first comparison lets the database seek in an index.</summary>
    public static IQueryable<AuditEventRow> After(this IQueryable<AuditEventRow> rows, AuditCursor? cursor)
    {
        if (cursor is not var (time, id))
        {
            return rows;
        }

        return rows.Where(row => row.Time <= time && (row.Time < time || row.Id < id));
    }
}

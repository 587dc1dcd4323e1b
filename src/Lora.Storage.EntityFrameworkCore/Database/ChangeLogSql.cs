using System.Collections.Concurrent;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>
/// The statements of the change log. They are executed without EF where it would log them: the log is read every few seconds, and a host that logs commands would see nothing else.
/// </summary>
internal sealed class ChangeLogSql
{
    private static readonly ConcurrentDictionary<IModel, ChangeLogSql> Known = new();

    private ChangeLogSql(DbContext context)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        var entity = context.Model.FindEntityType(typeof(ChangeRow))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        string Column(string property) => sql.DelimitIdentifier(entity.FindProperty(property)!.GetColumnName(table)!);
        string[] columns = [Column(nameof(ChangeRow.WorkspaceKey)), Column(nameof(ChangeRow.Workspace)), Column(nameof(ChangeRow.LoraId)), Column(nameof(ChangeRow.Kind)), Column(nameof(ChangeRow.Origin))];
        var (name, sequence) = (sql.DelimitIdentifier(table.Name, table.Schema), Column(nameof(ChangeRow.Sequence)));
        Insert = $"INSERT INTO {name} ({string.Join(", ", columns)}, {Column(nameof(ChangeRow.ChangedAt))}) VALUES {StatementBatch.Values}";
        Last = $"SELECT MAX({sequence}) FROM {name}";
        Read = $"SELECT {sequence}, {string.Join(", ", columns[1..])} FROM {name} WHERE {sequence} > @after";
        ReadGaps = $" OR {sequence} IN ";
        Order = $" ORDER BY {sequence}";
    }

    /// <summary>An insert of workspace key, workspace, LoRA, kind, origin and time.</summary>
    public string Insert { get; }

    /// <summary>The greatest sequence number.</summary>
    public string Last { get; }

    /// <summary>Changes after <c>@after</c>: sequence, workspace, LoRA, kind and origin. Followed by <see cref="ReadGaps"/> with numbers, or directly by <see cref="Order"/>.</summary>
    public string Read { get; }

    public string ReadGaps { get; }

    public string Order { get; }

    public static ChangeLogSql For(DbContext context) => Known.GetOrAdd(context.Model, static (_, current) => new ChangeLogSql(current), context);
}

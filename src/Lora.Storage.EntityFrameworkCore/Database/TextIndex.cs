using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>Finds records by the n-grams of their text (<see cref="NGrams"/>). Each database that has such an index implements it; on others a search reads all rows.</summary>
internal abstract class TextIndex
{
    /// <summary>Gets whether the n-grams are a column of the records, which is written with the row itself.</summary>
    public virtual bool IsColumn => false;

    /// <summary>Returns the records that have all these n-grams. Few others may be among them.</summary>
    public abstract IQueryable<LoraRecordRow> Find(DbContext context, int[] grams);

    /// <summary>Adds the text of a record, or replaces it. Called in the transaction that writes the record, after it.</summary>
    public virtual Task SaveAsync(DbContext context, string workspaceKey, Guid id, string text, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Removes the text of a record. Called in the transaction that deletes the record, before it.</summary>
    public virtual Task RemoveAsync(DbContext context, string workspaceKey, Guid id, CancellationToken cancellationToken) => Task.CompletedTask;
}

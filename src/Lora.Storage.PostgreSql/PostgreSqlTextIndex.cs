using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.PostgreSql;

/// <summary>A GIN index over the n-grams of a record, which are an array. It needs no extension.</summary>
internal sealed class PostgreSqlTextIndex : TextIndex
{
    public override bool IsColumn => true;

    public override IQueryable<LoraRecordRow> Find(DbContext context, int[] grams) =>
        context.Set<LoraRecordRow>().FromSqlRaw("SELECT * FROM lora.records WHERE grams @> {0}", grams);
}

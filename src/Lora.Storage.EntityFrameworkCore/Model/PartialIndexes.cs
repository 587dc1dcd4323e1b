using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>Leaves rows out of an index that no query looks for in it. The condition is SQL, so only the packages of one database use it.</summary>
internal static class PartialIndexes
{
    /// <summary>Sets the conditions of the indexes of records.</summary>
    /// <param name="model">The model, after <see cref="LoraModel.Configure"/>.</param>
    /// <param name="column">Returns the delimited name of a column.</param>
    public static void Configure(ModelBuilder model, Func<IMutableProperty, string> column)
    {
        // Without the others, the rows that need an analysis are in the order of their ids.
        var records = model.Entity<LoraRecordRow>();
        records.Metadata.RemoveIndex(records.HasIndex(static row => new { row.NeedsAnalysis, row.Id }).Metadata);
        records.HasIndex(static row => row.Id).Metadata.SetFilter(column(records.Metadata.FindProperty(nameof(LoraRecordRow.NeedsAnalysis))!));
        foreach (var index in records.Metadata.GetIndexes())
        {
            var condition = index.Properties.Select(property => Condition(property, column)).FirstOrDefault(static condition => condition is not null);
            if (condition is not null)
            {
                index.SetFilter(condition);
            }
        }
    }

    private static string? Condition(IMutableProperty property, Func<IMutableProperty, string> column) => property.Name switch
    {
        nameof(LoraRecordRow.LastUsedAt) or nameof(LoraRecordRow.PairKey) or nameof(LoraRecordRow.ClientKey) => $"{column(property)} IS NOT NULL",
        nameof(LoraRecordRow.StateChangedAt) => $"{column(property.DeclaringType.FindProperty(nameof(LoraRecordRow.State))!)} = {(int)LoraState.Deleting}",
        _ => null,
    };
}

using Lora.Storage.EntityFrameworkCore.Model;

namespace Lora.Storage.EntityFrameworkCore.Queries;

/// <summary>
/// A part of a workspace's records that one index holds together: those in a state and, with a filter, those with the same base models and noise expert.
/// </summary>
/// <param name="State">The state.</param>
/// <param name="Filter">The usage row of the base models and the expert; <see langword="null"/> for all of them.</param>
internal sealed record RecordRange(LoraState State, UsageRow? Filter)
{
    public IQueryable<LoraRecordRow> Of(IQueryable<LoraRecordRow> rows)
    {
        var state = State;
        rows = rows.Where(row => row.State == state);
        if (Filter is not { FilterKey: var key, FamilyKeys: var families, Role: var role })
        {
            return rows;
        }

        // The key selects the rows in the index. Two combinations could have the same key.
        return rows.Where(row => row.FilterKey == key && row.FamilyKeys == families && row.Role == role);
    }
}

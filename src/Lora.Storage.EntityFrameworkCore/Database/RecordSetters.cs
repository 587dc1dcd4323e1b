using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore.Query;

namespace Lora.Storage.EntityFrameworkCore.Database;

internal static class RecordSetters
{
    /// <summary>Sets the columns that are computed from a record, so that the database can search, list and count it.</summary>
    public static UpdateSettersBuilder<LoraRecordRow> Set(UpdateSettersBuilder<LoraRecordRow> setters, LoraRecordRow row, TextIndex? index)
    {
        setters
            .SetProperty(static r => r.SearchText, row.SearchText)
            .SetProperty(static r => r.Card, row.Card)
            .SetProperty(static r => r.IsDamaged, row.IsDamaged)
            .SetProperty(static r => r.FamilyKeys, row.FamilyKeys)
            .SetProperty(static r => r.Role, row.Role)
            .SetProperty(static r => r.FilterKey, row.FilterKey)
            .SetProperty(static r => r.PairKey, row.PairKey)
            .SetProperty(static r => r.Sha256, row.Sha256)
            .SetProperty(static r => r.Fingerprint, row.Fingerprint)
            .SetProperty(static r => r.NeedsAnalysis, row.NeedsAnalysis);
        return index is { IsColumn: true } ? setters.SetProperty(static r => r.Grams, row.Grams) : setters;
    }
}

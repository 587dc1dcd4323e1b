using Lora.Inspection;

namespace Lora.Storage.EntityFrameworkCore.Model;

/// <summary>The values of a record that count in a <see cref="UsageRow"/>, and its text in the index of the search.</summary>
/// <param name="State">The state.</param>
/// <param name="FilterKey">The key of base models and expert.</param>
/// <param name="FamilyKeys">The base models.</param>
/// <param name="Role">The noise expert.</param>
/// <param name="Size">The size of the file in bytes.</param>
/// <param name="SearchText">The text.</param>
/// <param name="IsCounted">Whether the record counts yet. <see langword="false"/> in a row of an earlier version until <see cref="Database.RowUpgrade"/> has written it.</param>
internal sealed record RecordUsage(LoraState State, long FilterKey, string FamilyKeys, LoraNoiseExpert Role, long Size, string SearchText, bool IsCounted = true)
{
    public static RecordUsage Of(LoraRecordRow row) => new(row.State, row.FilterKey, row.FamilyKeys, row.Role, row.Size, row.SearchText);

    /// <summary>Returns the change of a usage row.</summary>
    /// <param name="workspaceKey">The workspace.</param>
    /// <param name="sign">1 if the record is added, -1 if it is removed.</param>
    public UsageRow Change(string workspaceKey, int sign) => new()
    {
        WorkspaceKey = workspaceKey,
        State = State,
        FilterKey = FilterKey,
        FamilyKeys = FamilyKeys,
        Role = Role,
        Count = IsCounted ? sign : 0,
        Bytes = IsCounted ? sign * Size : 0,
    };
}

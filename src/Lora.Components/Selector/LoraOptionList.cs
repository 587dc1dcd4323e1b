namespace Lora.Components;

/// <summary>What the open selector has to offer for one search.</summary>
/// <param name="Options">The recent ones first.</param>
/// <param name="Matches">How many LoRAs match the search.</param>
/// <param name="Total">How many LoRAs the workspace has.</param>
/// <param name="HasMore">Whether more match than are offered yet.</param>
/// <param name="Hidden">How many match the search but do not fit, and are left out for that.</param>
internal sealed record LoraOptionList(IReadOnlyList<LoraOption> Options, int Matches, int Total, bool HasMore, int Hidden = 0)
{
    public static LoraOptionList Empty { get; } = new([], 0, 0, false);
}

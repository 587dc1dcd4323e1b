using Lora.Inspection;

namespace Lora;

/// <summary>A query for LoRAs of a workspace.</summary>
public sealed record LoraQuery
{
    /// <summary>The maximum <see cref="Take"/>: 200.</summary>
    public const int MaxTake = 200;

    /// <summary>A <see cref="Count"/> that a database answers quickly: 1,000.</summary>
    public const int CappedCount = 1_000;

    /// <summary>The <see cref="Count"/> that counts all matches, which takes time in proportion to their number.</summary>
    public const int ExactCount = int.MaxValue;

    /// <summary>
    /// Gets the words that must all occur in the name, the file name or the trigger words, in any order and any case. Empty or <see langword="null"/> for no search.
    /// Characters such as <c>%</c> and <c>_</c> have no special meaning.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>Gets the base models to return: LoRAs that may be for one of them (<see cref="LoraFacts.Families"/>). Empty for all.</summary>
    public IReadOnlyList<string> Families { get; init; } = [];

    /// <summary>Gets the noise experts to return (<see cref="LoraFacts.Role"/>). Empty for all.</summary>
    public IReadOnlyList<LoraNoiseExpert> Roles { get; init; } = [];

    /// <summary>Gets whether to include LoRAs whose file is missing from storage (<see cref="LoraState.Missing"/>). Default: <see langword="false"/>.</summary>
    public bool IncludeMissing { get; init; }

    /// <summary>Gets the order. Default: newest first.</summary>
    public LoraSort Sort { get; init; }

    /// <summary>Gets the maximum number of LoRAs to return, 1 to <see cref="MaxTake"/>. Default: 50.</summary>
    public int Take { get; init; } = 50;

    /// <summary>
    /// Gets <see cref="LoraPage{T}.Next"/> of the previous page, with the same search and sort; <see langword="null"/> for the first page.
    /// LoRAs that are uploaded or deleted in the meantime cause neither duplicates nor gaps.
    /// </summary>
    public string? After { get; init; }

    /// <summary>
    /// Gets the number up to which the matches of a search, or of recently used LoRAs, are counted: 0 not to count them, the default, <see cref="CappedCount"/> or
    /// <see cref="ExactCount"/>. Without a search the number is known and always returned.
    /// </summary>
    public int Count { get; init; }
}

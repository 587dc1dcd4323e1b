using Lora.Inspection;

namespace Lora;

/// <summary>Which LoRAs of a workspace to return.</summary>
public sealed record LoraQuery
{
    /// <summary>The largest <see cref="Take"/>: 200.</summary>
    public const int MaxTake = 200;

    /// <summary>
    /// Words that must all occur in the name or the file name, in any order and any case. Empty or <see langword="null"/>: no search.
    /// Characters such as <c>%</c> and <c>_</c> mean themselves.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>Only LoRAs that may be of one of these families (<see cref="LoraFacts.Families"/>). Empty: of any.</summary>
    public IReadOnlyList<string> Families { get; init; } = [];

    /// <summary>Only LoRAs for one of these experts (<see cref="LoraFacts.Role"/>). Empty: for any.</summary>
    public IReadOnlyList<LoraNoiseExpert> Roles { get; init; } = [];

    /// <summary>Whether LoRAs whose file storage has lost (<see cref="LoraState.Missing"/>) are returned too. Default: no.</summary>
    public bool IncludeMissing { get; init; }

    /// <summary>The order. Default: newest first.</summary>
    public LoraSort Sort { get; init; }

    /// <summary>How many to return at most, 1 to <see cref="MaxTake"/>. Default: 50.</summary>
    public int Take { get; init; } = 50;

    /// <summary>
    /// <see cref="LoraPage{T}.Next"/> of the page before, with the same search and sort; <see langword="null"/> for the first page.
    /// A LoRA that is uploaded or deleted meanwhile makes no other one appear twice or go missing.
    /// </summary>
    public string? After { get; init; }
}

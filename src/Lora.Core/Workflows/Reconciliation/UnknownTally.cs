using Lora.Storage;

namespace Lora.Workflows.Reconciliation;

/// <summary>How much lies in storage without a row.</summary>
/// <param name="Count">How many objects.</param>
/// <param name="Size">Their size in bytes.</param>
/// <param name="Oldest">When the oldest was written; <see langword="null"/> without any.</param>
internal sealed record UnknownTally(int Count, long Size, DateTimeOffset? Oldest)
{
    public static UnknownTally None { get; } = new(0, 0, null);

    public UnknownTally With(LoraStoredFile file) => new(Count + 1, Size + file.Size, Oldest < file.ModifiedAt ? Oldest : file.ModifiedAt);
}

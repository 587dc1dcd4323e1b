using Lora.Storage;

namespace Lora.Workflows.Reconciliation;

/// <summary>How much lies in storage without a row.</summary>
/// <param name="Count">How many objects.</param>
/// <param name="Size">Their size in bytes.</param>
/// <param name="Oldest">When the oldest was written; <see langword="null"/> without any.</param>
internal sealed record OrphanTally(int Count, long Size, DateTimeOffset? Oldest)
{
    public static OrphanTally None { get; } = new(0, 0, null);

    public OrphanTally With(LoraStoredFile file) => new(Count + 1, Size + file.Size, Oldest < file.ModifiedAt ? Oldest : file.ModifiedAt);
}

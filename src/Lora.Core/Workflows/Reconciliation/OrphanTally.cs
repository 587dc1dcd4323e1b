using Lora.Storage;

namespace Lora.Workflows.Reconciliation;

/// <summary>The number and size of objects in storage without a row.</summary>
/// <param name="Count">The number of objects.</param>
/// <param name="Size">The total size in bytes.</param>
/// <param name="Oldest">When the oldest object was written (UTC); <see langword="null"/> if there is none.</param>
internal sealed record OrphanTally(int Count, long Size, DateTimeOffset? Oldest)
{
    public static OrphanTally None { get; } = new(0, 0, null);

    public OrphanTally With(LoraStoredFile file) => new(Count + 1, Size + file.Size, Oldest < file.ModifiedAt ? Oldest : file.ModifiedAt);
}

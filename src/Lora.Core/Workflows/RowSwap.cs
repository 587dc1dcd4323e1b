using Lora.Storage;

namespace Lora.Workflows;

/// <summary>
/// The compare-and-swap by which a row is claimed, released or marked. It gives the row a new stamp, so that a caller that read the row before can no longer change it. It is
/// never canceled, because the outcome of a canceled write would be unknown.
/// </summary>
internal static class RowSwap
{
    /// <summary>Returns the changed row with its new stamp, or <see langword="null"/> if another caller changed the row first.</summary>
    public static async Task<LoraUpload?> TrySwapAsync(this ILoraStore store, LoraUpload known, LoraUpload changed)
    {
        var swapped = changed with { Stamp = Guid.NewGuid() };
        return await store.TryUpdateUploadAsync(swapped, known.Stamp, CancellationToken.None).ConfigureAwait(false) ? swapped : null;
    }

    /// <inheritdoc cref="TrySwapAsync(ILoraStore, LoraUpload, LoraUpload)" />
    public static async Task<LoraRecord?> TrySwapAsync(this ILoraStore store, LoraRecord known, LoraRecord changed)
    {
        var swapped = changed with { Stamp = Guid.NewGuid() };
        return await store.TryUpdateAsync(swapped, known.Stamp, CancellationToken.None).ConfigureAwait(false) ? swapped : null;
    }
}

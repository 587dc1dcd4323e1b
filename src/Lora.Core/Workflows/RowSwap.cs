using Lora.Storage;

namespace Lora.Workflows;

/// <summary>
/// The compare-and-swap by which a row is claimed, released or marked. It gives the row a new stamp, so that a caller who read the row before cannot change it any more. It is
/// never cancelled: what is half written would have to be found out again.
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

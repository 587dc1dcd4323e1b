using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>A context for one operation.</summary>
/// <param name="Context">The context.</param>
/// <param name="Owners">The objects to dispose after the operation, in this order.</param>
internal sealed record ContextLease(DbContext Context, params IReadOnlyList<IAsyncDisposable> Owners) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var owner in Owners)
        {
            await owner.DisposeAsync().ConfigureAwait(false);
        }
    }
}

using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>
/// Runs operations, each on a context of its own: no context is ever shared, whatever lives long around it. What the database does wrong comes out
/// as <see cref="LoraStorageException"/>.
/// </summary>
internal sealed class LoraDatabase(Func<CancellationToken, Task<ContextLease>> open)
{
    public async Task<T> RunAsync<T>(Func<DbContext, Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            var lease = await open(cancellationToken).ConfigureAwait(false);
            await using (lease.ConfigureAwait(false))
            {
                return await action(lease.Context).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (DatabaseFailure.Is(exception))
        {
            // Some drivers report a cancelled command as a failed one.
            cancellationToken.ThrowIfCancellationRequested();
            throw DatabaseFailure.ToStorageException(exception);
        }
    }

    /// <summary>
    /// Runs a change through the provider's execution strategy. Where that repeats what failed, it first asks whether the change had come through:
    /// a connection can be lost between the commit and the answer.
    /// </summary>
    /// <param name="change">Makes the change and says whether it did.</param>
    /// <param name="happened">Whether this very change can be seen in the database. Asked only after a failure.</param>
    /// <param name="cancellationToken">Stops the operation.</param>
    public Task<bool> ChangeAsync(
        Func<DbContext, CancellationToken, Task<bool>> change, Func<DbContext, CancellationToken, Task<bool>> happened, CancellationToken cancellationToken) =>
        RunAsync(
            context => context.Database.CreateExecutionStrategy().ExecuteAsync(
                state: 0,
                (current, _, token) =>
                {
                    current.ChangeTracker.Clear();
                    return change(current, token);
                },
                async (current, _, token) =>
                {
                    var done = await happened(current, token).ConfigureAwait(false);
                    return new Microsoft.EntityFrameworkCore.Storage.ExecutionResult<bool>(done, done);
                },
                cancellationToken),
            cancellationToken);
}

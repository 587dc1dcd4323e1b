using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>
/// Runs operations, each on its own context, because a context must not be shared. Database failures are thrown
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
            // Some drivers report a canceled command as a failed one.
            cancellationToken.ThrowIfCancellationRequested();
            throw DatabaseFailure.ToStorageException(exception);
        }
    }

    /// <summary>
    /// Runs a change through the provider's execution strategy. Before the strategy retries, it checks whether the change was committed:
    /// the connection can be lost between the commit and the response.
    /// </summary>
    /// <param name="change">Makes the change and returns whether it did.</param>
    /// <param name="happened">Returns whether the database has this change. Called only after a failure.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
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

using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>Inserts rows that may conflict with existing ones.</summary>
internal static class Insertion
{
    private const int Attempts = 2;

    /// <summary>Inserts all rows or none. Returns <see langword="false"/> if another row already has a unique value.</summary>
    /// <param name="context">The context.</param>
    /// <param name="insert">Inserts the rows, all or none.</param>
    /// <param name="findConflict">
    /// Finds the conflict after the database has rejected the rows. Only the stored rows show, on every database, why it did, and distinguish a used id from a
    /// response that was lost.
    /// </param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public static async Task<bool> InsertAsync(
        DbContext context, Func<Task> insert, Func<CancellationToken, Task<InsertConflict>> findConflict, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await insert().ConfigureAwait(false);
                return true;
            }
            catch (DbUpdateException exception)
            {
                context.ChangeTracker.Clear();
                switch (await findConflict(cancellationToken).ConfigureAwait(false))
                {
                    case InsertConflict.Itself:
                        return true;
                    case InsertConflict.Key:
                        return false;
                    case InsertConflict.Id:
                        throw DatabaseFailure.Refused(exception);
                    case var _ when attempt == Attempts:
                        throw;
                    default:
                        // The conflicting row may have been removed since.
                        break;
                }
            }
        }
    }
}

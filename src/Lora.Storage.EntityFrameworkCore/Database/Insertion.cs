using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>Inserts rows that another may stand in the way of.</summary>
internal static class Insertion
{
    private const int Attempts = 2;

    /// <summary>Inserts the rows, all or none; says no where another row has what only one may have.</summary>
    /// <param name="context">The context.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="look">
    /// What stands in the way. Asked only after the database has refused: only the rows themselves tell, on every database, why it did, and a taken id from an
    /// answer that got lost.
    /// </param>
    /// <param name="cancellationToken">Stops the operation.</param>
    public static async Task<bool> InsertAsync(DbContext context, IReadOnlyList<object> rows, Func<CancellationToken, Task<Obstacle>> look, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            context.AddRange(rows);
            try
            {
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (DbUpdateException exception)
            {
                context.ChangeTracker.Clear();
                switch (await look(cancellationToken).ConfigureAwait(false))
                {
                    case Obstacle.Itself:
                        return true;
                    case Obstacle.Key:
                        return false;
                    case Obstacle.Id:
                        throw DatabaseFailure.Refused(exception);
                    case var _ when attempt == Attempts:
                        throw;
                    default:
                        // What stood in the way may be gone already.
                        break;
                }
            }
        }
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>Tells failures of the database from mistakes in the code, and says them in words that are safe to show.</summary>
internal static class DatabaseFailure
{
    // Classes of SQLSTATE where the statement is at fault and not the moment: data, constraint, and what does not exist (migrations not applied).
    private static readonly string[] PermanentClasses = ["22", "23", "42"];

    /// <summary>Whether a database, or the way to it, failed. Strategies and drivers wrap causes, so the whole chain is looked at.</summary>
    public static bool Is(Exception exception) =>
        exception is not OperationCanceledException and not LoraException
        && Chain(exception).Any(static cause => cause is DbException or DbUpdateException or RetryLimitExceededException or TimeoutException);

    public static LoraStorageException ToStorageException(Exception exception)
    {
        var isPermanent = Chain(exception).OfType<DbException>().Any(static cause =>
            cause.SqlState is { Length: 5 } state && PermanentClasses.Contains(state[..2], StringComparer.Ordinal));
        return isPermanent ? Refused(exception) : new LoraStorageException(
            LoraErrorCodes.DatabaseUnavailable, "The database cannot be reached at the moment. Try again in a moment.", isTransient: true, exception);
    }

    public static LoraStorageException Refused(Exception exception) => new(
        LoraErrorCodes.DatabaseUnavailable, "The database refused the change. Tell whoever runs this site if it happens again.", isTransient: false, exception);

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>Distinguishes database failures from programming errors, and converts them to exceptions whose messages are safe to show.</summary>
internal static class DatabaseFailure
{
    // SQLSTATE classes that a retry cannot resolve: invalid data, a violated constraint, or a missing table (migrations not applied).
    private static readonly string[] PermanentClasses = ["22", "23", "42"];

    /// <summary>Returns whether the database or the connection to it failed. Execution strategies and drivers wrap exceptions, so all inner exceptions are checked.</summary>
    public static bool Is(Exception exception) =>
        exception is not OperationCanceledException and not LoraException
        && Chain(exception).Any(static cause => cause is DbException or DbUpdateException or RetryLimitExceededException or TimeoutException);

    public static LoraStorageException ToStorageException(Exception exception)
    {
        var isPermanent = Chain(exception).OfType<DbException>().Any(static cause =>
            cause.SqlState is { Length: 5 } state && PermanentClasses.Contains(state[..2], StringComparer.Ordinal));
        return isPermanent ? Refused(exception) : new LoraStorageException(
            LoraErrorCodes.DatabaseUnavailable, "The database can't be reached. Try again in a moment.", isTransient: true, exception);
    }

    public static LoraStorageException Refused(Exception exception) => new(
        LoraErrorCodes.DatabaseUnavailable, "The database rejected the change. If this happens again, tell your administrator.", isTransient: false, exception);

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using Lora.Errors;

namespace Lora.Workflows;

/// <summary>
/// Repeats "read the row, claim it, act" while other callers change the row between the read and the claim. The number of attempts is limited, and the random pauses
/// between them grow, so that callers that compete for one row do not collide repeatedly.
/// </summary>
internal static class OptimisticRetry
{
    /// <summary>The maximum number of attempts. With the pauses between them, they take up to two seconds.</summary>
    public const int MaxAttempts = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets the issue for a caller whose every attempt to change a LoRA failed.</summary>
    public static LoraIssue Conflict { get; } = ErrorCatalog.Issue(LoraErrorCodes.LoraConflict, "id");

    /// <summary>Runs an attempt until it has a result.</summary>
    /// <param name="time">The time provider for the pauses.</param>
    /// <param name="attempt">Reads, claims and acts. Returns <see langword="null"/> if another caller was faster; then it must not have changed anything.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests between attempts.</param>
    /// <param name="maxAttempts">The maximum number of attempts.</param>
    /// <returns>The first result, or <see langword="null"/> if every attempt failed.</returns>
    public static async Task<T?> RunAsync<T>(TimeProvider time, Func<Task<T?>> attempt, CancellationToken cancellationToken, int maxAttempts = MaxAttempts)
        where T : class
    {
        for (var attempts = 1; ; attempts++)
        {
            if (await attempt().ConfigureAwait(false) is { } result)
            {
                return result;
            }

            if (attempts == maxAttempts)
            {
                return null;
            }

            await Task.Delay(PauseAfter(attempts), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>There is no pause before the second attempt: most often the other caller is done by then.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "The pause is not security-sensitive.")]
    private static TimeSpan PauseAfter(int attempts)
    {
        if (attempts == 1)
        {
            return TimeSpan.Zero;
        }

        var full = FirstPause * Math.Min(Math.Pow(2, attempts - 2), LongestPause / FirstPause);
        return full * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}

using System.Diagnostics.CodeAnalysis;
using Lora.Errors;

namespace Lora.Workflows;

/// <summary>
/// Repeats "read the row, claim it, act" while other callers change the row between the read and the claim. The number of attempts is limited, and the pause between
/// them grows and is random, so that callers that compete for one row get out of each other's way.
/// </summary>
internal static class OptimisticRetry
{
    /// <summary>How often a change is attempted. With the pauses between the attempts that takes up to two seconds.</summary>
    public const int MaxAttempts = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>What a caller is told whose change of a LoRA lost every time.</summary>
    public static LoraIssue Conflict { get; } = ErrorCatalog.Issue(LoraErrorCodes.LoraConflict, "id");

    /// <summary>Runs an attempt until it has a result.</summary>
    /// <param name="time">Passes the pauses.</param>
    /// <param name="attempt">Reads, claims and acts. Returns <see langword="null"/> when another caller was faster; then nothing may have been changed.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests between attempts.</param>
    /// <param name="maxAttempts">How many attempts are made.</param>
    /// <returns>The first result, or <see langword="null"/> when every attempt was lost.</returns>
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

    /// <summary>The second attempt follows at once: most often the other caller is done by then.</summary>
    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "The pause is no secret.")]
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

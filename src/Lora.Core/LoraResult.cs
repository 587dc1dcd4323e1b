namespace Lora;

/// <summary>Creates results.</summary>
internal static class LoraResult
{
    /// <summary>Returns a successful result.</summary>
    public static LoraResult<T> Success<T>(T value)
        where T : class => value;

    /// <summary>Returns a failed result with at least one issue.</summary>
    public static LoraResult<T> Failure<T>(IReadOnlyList<LoraIssue> issues)
        where T : class => LoraResult<T>.Failed(issues);
}

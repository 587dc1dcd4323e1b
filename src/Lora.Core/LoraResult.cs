namespace Lora;

/// <summary>Makes results.</summary>
public static class LoraResult
{
    /// <summary>Wraps a value.</summary>
    public static LoraResult<T> Success<T>(T value)
        where T : class => value;

    /// <summary>Wraps the reasons why there is no value; at least one.</summary>
    public static LoraResult<T> Failure<T>(IReadOnlyList<LoraIssue> issues)
        where T : class => LoraResult<T>.Failed(issues);
}

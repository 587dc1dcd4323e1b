using System.Diagnostics.CodeAnalysis;
using Lora.Errors;

namespace Lora;

/// <summary>A value, or all the reasons why there is none.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class LoraResult<T>
    where T : class
{
    private LoraResult(T? value, IReadOnlyList<LoraIssue> issues)
    {
        Value = value;
        Issues = issues;
    }

    /// <summary>The value; <see langword="null"/> when there are issues.</summary>
    public T? Value { get; }

    /// <summary>What stood in the way; empty when there is a value.</summary>
    public IReadOnlyList<LoraIssue> Issues { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Value is not null;

    /// <summary>The value, for callers to whom an issue is a mistake in their own code.</summary>
    /// <exception cref="LoraException">There is no value; the first issue is told.</exception>
    public T OrThrow() => Value ?? throw new LoraException(Issues[0].Code, Issues[0].Message, ErrorCatalog.IsTransient(Issues[0].Code));

    /// <summary>Wraps a value.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "LoraResult.Success is the alternate.")]
    [SuppressMessage("Design", "MA0018:Do not declare static members on generic types", Justification = "Operators must be static.")]
    public static implicit operator LoraResult<T>(T value) => new(value, []);

    /// <summary>Wraps the one reason why there is no value.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "LoraResult.Failure is the alternate.")]
    [SuppressMessage("Design", "MA0018:Do not declare static members on generic types", Justification = "Operators must be static.")]
    public static implicit operator LoraResult<T>(LoraIssue issue) => new(null, [issue]);

    internal static LoraResult<T> Failed(IReadOnlyList<LoraIssue> issues) =>
        issues.Count > 0 ? new(null, issues) : throw new ArgumentException("A failure needs a reason.", nameof(issues));
}
